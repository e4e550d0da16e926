package io.rubro.platform.security.internal.service;

import io.rubro.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Password hashes by Argon2id (RFC 9106), written in the PHC string format. Each takes 19 MiB while it is computed, so
 * at most two are at once: a flood of logins may wait but cannot exhaust the memory.
 */
@Component(service = Argon2Passwords.class)
public final class Argon2Passwords {

    /** What OWASP recommends as the least: 19 MiB, two passes, one lane. */
    private static final Cost COST = new Cost(19_456, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    private final String decoy;

    private record Cost(int kibibytes, int passes, int lanes) {}

    private record Parsed(Cost cost, byte[] salt, byte[] hash) {}

    @Activate
    public Argon2Passwords() {
        decoy = write(COST, Secrets.random(SALT_BYTES), Secrets.random(HASH_BYTES));
    }

    /** The hash to store for a password. */
    public String hash(String password) {
        byte[] salt = Secrets.random(SALT_BYTES);
        return write(COST, salt, compute(password, COST, salt, HASH_BYTES));
    }

    /** Whether the password is the one that was hashed. */
    public boolean verify(String password, String stored) {
        Parsed parsed = parse(stored);
        byte[] actual = compute(password, parsed.cost, parsed.salt, parsed.hash.length);
        return MessageDigest.isEqual(actual, parsed.hash);
    }

    /** Spends the time a check takes, for accounts that do not exist. */
    public void verifyNothing(String password) {
        verify(password, decoy);
    }

    /** Whether the hash was made with other parameters than today's. */
    public boolean isOutdated(String stored) {
        return !parse(stored).cost.equals(COST);
    }

    /** As {@link #hash} at another cost; for hashes as older versions stored them. */
    String hashAt(String password, int kibibytes, int passes) {
        Cost cost = new Cost(kibibytes, passes, 1);
        byte[] salt = Secrets.random(SALT_BYTES);
        return write(cost, salt, compute(password, cost, salt, HASH_BYTES));
    }

    private byte[] compute(String password, Cost cost, byte[] salt, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build();
        // the same password typed on different keyboards may reach us composed or decomposed: ñ or n + tilde
        byte[] text = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        byte[] hash = new byte[length];
        acquire();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(text, hash);
        } finally {
            slots.release();
        }
        return hash;
    }

    private void acquire() {
        try {
            if (!slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.tooMany("security.login.busy", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.tooMany("security.login.busy", PATIENCE_SECONDS);
        }
    }

    private static String write(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.kibibytes + ",t=" + cost.passes + ",p=" + cost.lanes + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static Parsed parse(String stored) {
        Matcher m = PHC.matcher(stored);
        if (!m.matches()) {
            throw new IllegalStateException("a stored password hash is not Argon2id in the PHC format");
        }
        Cost cost = new Cost(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        Base64.Decoder base64 = Base64.getDecoder();
        return new Parsed(cost, base64.decode(m.group(4)), base64.decode(m.group(5)));
    }
}
