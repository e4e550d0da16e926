package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Networks;
import io.rubro.platform.webhooks.internal.model.Problem;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Decides what may be called. Whoever registers an endpoint makes this server send requests: only to public addresses,
 * then, and to the networks the operator has named. What a name leads to is looked up once for each message, and the
 * message goes to just that address: an answer of the DNS that changes in between changes nothing.
 */
@Component(service = Destinations.class, configurationPid = "io.rubro.platform.webhooks")
@Designate(ocd = WebhooksConfig.class)
public final class Destinations {

    private static final int MAX_LOOKUPS = 32;
    private static final int LOOKUP_SECONDS = 5;

    private final Networks allowed;
    private final boolean allowInsecure;
    private final Resolver resolver;
    private final ExecutorService lookups = WebhookThreads.pool("lookup", MAX_LOOKUPS);

    /** Finds the addresses of a name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * Called by the component runtime.
     *
     * @throws IllegalArgumentException if the configuration names something that is no network
     */
    @Activate
    public Destinations(WebhooksConfig config) {
        this(InetAddress::getAllByName, config.allowInsecure(), config.networks());
    }

    Destinations(Resolver resolver, boolean allowInsecure, String... networks) {
        this.resolver = resolver;
        this.allowInsecure = allowInsecure;
        this.allowed = new Networks(networks);
    }

    /** Called by the component runtime. */
    @Deactivate
    public void close() {
        lookups.shutdownNow();
    }

    /**
     * Checks an address somebody has entered, with what its name leads to at this moment.
     *
     * @return in the form it is kept and called in
     * @throws ProblemException 422 if it must not be called
     */
    public URI check(String text) {
        URI uri = parse(text);
        try {
            lookUp(uri);
        } catch (ExchangeException e) {
            String code = e.problem() == Problem.FORBIDDEN_ADDRESS
                    ? "webhooks.url.forbidden-address"
                    : "webhooks.url.unknown-host";
            throw ProblemException.invalid("url", code, Map.of("host", uri.getHost()));
        }
        return uri;
    }

    private URI parse(String text) {
        URI uri;
        try {
            uri = ascii(new URI(text.trim()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw ProblemException.invalid("url", "webhooks.url.malformed");
        }
        if (uri.getScheme() == null || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw ProblemException.invalid("url", "webhooks.url.malformed");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw ProblemException.invalid("url", "webhooks.url.user-info");
        }
        if (!uri.getScheme().equals("https")
                && !(allowInsecure && uri.getScheme().equals("http"))) {
            throw ProblemException.invalid("url", "webhooks.url.not-secure");
        }
        return uri;
    }

    /** With the name of the host as the DNS knows it, and all else in ASCII. */
    private static URI ascii(URI uri) throws URISyntaxException {
        String scheme = uri.getScheme() == null ? null : uri.getScheme().toLowerCase(Locale.ROOT);
        String authority = uri.getRawAuthority();
        if (scheme == null || authority == null) {
            return uri;
        }
        String given = authority;
        if (uri.getHost() == null && !authority.contains("@")) {
            int colon = authority.lastIndexOf(':');
            String host = colon < 0 ? authority : authority.substring(0, colon);
            given = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES) + (colon < 0 ? "" : authority.substring(colon));
        }
        String rest = uri.toString().substring(uri.toString().indexOf(authority) + authority.length());
        return new URI(new URI(scheme + "://" + given + rest).toASCIIString());
    }

    /**
     * Looks up where a message is to go.
     *
     * @throws ExchangeException if the host is not known, or leads where nothing may be sent
     */
    Destination find(String url) throws ExchangeException {
        URI uri = URI.create(url);
        if (!uri.getScheme().equals("https") && !allowInsecure) {
            throw new ExchangeException(Problem.FORBIDDEN_ADDRESS, "only https is allowed", null);
        }
        return lookUp(uri);
    }

    private Destination lookUp(URI uri) throws ExchangeException {
        Destination named = new Destination(uri, List.of());
        List<InetAddress> addresses = List.of(resolved(named.host()));
        for (InetAddress address : addresses) {
            // one of them is enough to refuse: which one a connection takes is not in our hands
            if (!mayBeCalled(address, named.secure())) {
                throw new ExchangeException(Problem.FORBIDDEN_ADDRESS, "the address is not public", null);
            }
        }
        return new Destination(uri, addresses);
    }

    private boolean mayBeCalled(InetAddress address, boolean secure) {
        boolean reachable =
                PublicAddresses.contains(address) || allowed.everybody() || allowed.contains(address.getHostAddress());
        return reachable && (secure || address.isLoopbackAddress());
    }

    /** The system's resolver may take half a minute to give up. */
    private InetAddress[] resolved(String host) throws ExchangeException {
        Callable<InetAddress[]> lookup = () -> resolver.resolve(host);
        Future<InetAddress[]> answer = lookups.submit(lookup);
        try {
            InetAddress[] addresses = answer.get(LOOKUP_SECONDS, TimeUnit.SECONDS);
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ExchangeException(Problem.UNKNOWN_HOST, "the host is not known", null);
    }
}
