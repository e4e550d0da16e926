package io.rubro.platform.security.internal.service;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.RequestOrigin;
import io.rubro.platform.security.SecretAttempts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Slows down an address that shows wrong secrets, whosever they are said to be: thirty failures at once, then one every
 * two seconds. What succeeds costs nothing, so that a whole office behind one address works undisturbed. An IPv6 address
 * counts with its network of 64 bits, which is what one household gets.
 */
@Component(service = {AddressThrottle.class, SecretAttempts.class})
public final class AddressThrottle implements SecretAttempts {

    static final int BURST = 30;

    private static final double PER_SECOND = 0.5;
    private static final int SECONDS_PER_TOKEN = 2;
    private static final int MOST_ADDRESSES = 10_000;

    private final LongSupplier nanos;

    /** The addresses that failed lately; the one that was quiet for longest is forgotten first. */
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    @Activate
    public AddressThrottle() {
        this(System::nanoTime);
    }

    AddressThrottle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public <T> T attempt(Supplier<T> work) {
        TokenBucket bucket =
                bucket(RequestOrigin.find().map(RequestOrigin::address).orElse(""));
        if (!bucket.take()) {
            throw ProblemException.tooMany("security.login.address", SECONDS_PER_TOKEN);
        }
        T result = work.get();
        bucket.giveBack();
        return result;
    }

    private TokenBucket bucket(String address) {
        String network = network(address);
        synchronized (buckets) {
            return buckets.computeIfAbsent(network, n -> new TokenBucket(BURST, PER_SECOND, nanos));
        }
    }

    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // digits and colons: no look-up
            return bytes.length == 4 ? address : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
