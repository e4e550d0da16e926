package io.rubro.platform.security.internal.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys access tokens are signed with. They are in the database, so that every node accepts what another has signed;
 * the newest signs, the one before is accepted for a day longer.
 */
@Component(service = SigningKeys.class)
public final class SigningKeys {

    static final Duration LIFETIME = Duration.ofDays(90);
    static final Duration OVERLAP = Duration.ofDays(1);

    private static final Duration REREAD_AFTER = Duration.ofMinutes(5);
    private static final Duration REREAD_AT_MOST_EVERY = Duration.ofSeconds(5);
    private static final int SECRET_BYTES = 32;

    private final GlobalSql sql;
    private final Transactions tx;
    private volatile Known known;

    /** A key, ready for use by many threads. */
    record SigningKey(String id, JWSSigner signer, JWSVerifier verifier, Instant created) {}

    /** The keys, the newest first. */
    private record Known(Map<String, SigningKey> keys, long readAt) {

        boolean olderThan(Duration age) {
            return System.nanoTime() - readAt > age.toNanos();
        }
    }

    @Activate
    public SigningKeys(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        Known stored = read();
        if (stored.keys.isEmpty()) {
            create(); // two nodes that start at once make two keys; the newer one signs, both are accepted
            stored = read();
        }
        this.known = stored;
    }

    /** The key that signs. */
    SigningKey current() {
        if (known.olderThan(REREAD_AFTER)) {
            known = read();
        }
        return known.keys.values().iterator().next();
    }

    /** The key of that id; one made by another node a moment ago is found too. */
    Optional<SigningKey> find(String id) {
        SigningKey key = known.keys.get(id);
        if (key == null && known.olderThan(REREAD_AT_MOST_EVERY)) {
            known = read();
            key = known.keys.get(id);
        }
        return Optional.ofNullable(key);
    }

    /** Makes a new key when the newest is old, and drops those nobody can still hold a token of. */
    void rotate() {
        Instant now = Instant.now();
        tx.run(() -> {
            Instant newest = read().keys.values().iterator().next().created();
            if (newest.isBefore(now.minus(LIFETIME))) {
                create();
            } else if (newest.isBefore(now.minus(OVERLAP))) {
                sql.update("delete from security.signing_key where created_at < ?", newest);
            }
        });
        known = read();
    }

    private void create() {
        sql.update(
                "insert into security.signing_key (id, secret, created_at) values (?, ?, ?)",
                Id.next(),
                Base64.getEncoder().encodeToString(Secrets.random(SECRET_BYTES)),
                Instant.now());
    }

    private Known read() {
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        sql.query(
                        "select id, secret, created_at from security.signing_key order by created_at desc, id desc",
                        SigningKeys::map)
                .forEach(key -> keys.put(key.id, key));
        return new Known(keys, System.nanoTime());
    }

    private static SigningKey map(ResultSet row) throws SQLException {
        byte[] secret = Base64.getDecoder().decode(row.getString("secret"));
        try {
            return new SigningKey(
                    Rows.id(row, "id").toString(),
                    new MACSigner(secret),
                    new MACVerifier(secret),
                    Rows.instant(row, "created_at"));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
