package io.rubro.devices.registry.internal.service;

import io.rubro.devices.mqtt.DeviceCredentials;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The secrets of devices, stored as SHA-256. A secret is made here of 256 random bits, so that there is nothing to guess:
 * the slow hash of a password would only make every connection of a device expensive.
 *
 * <p>The table is global, because a device that connects is known by its id alone; every change names the organisation of
 * the thread all the same.
 */
@Component(service = {DeviceCredentials.class, StoredCredentials.class})
public final class StoredCredentials implements DeviceCredentials {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transactions transactions;
    private final GlobalSql sql;
    private final BrokerSide broker;

    private record Stored(Id organization, @Nullable String hash) {}

    @Activate
    public StoredCredentials(
            @Reference Transactions transactions,
            @Reference GlobalSql sql,
            @Reference(target = "(module=devices)") SchemaReady schema,
            @Reference BrokerSide broker) {
        this.transactions = transactions;
        this.sql = sql;
        this.broker = broker;
    }

    @Override
    public Optional<DeviceIdentity> authenticate(String user, String secret) {
        return parse(user).flatMap(device -> sql.queryOne(
                        "select organization_id, secret_hash from devices.credential where id = ? and enabled = true",
                        row -> new Stored(Rows.id(row, "organization_id"), row.getString("secret_hash")),
                        device)
                .filter(stored -> matches(secret, stored.hash()))
                .map(stored -> new DeviceIdentity(stored.organization(), device)));
    }

    /** Only the way the platform writes an id: topics are compared as text. */
    private static Optional<Id> parse(String user) {
        try {
            return Optional.of(Id.valueOf(user)).filter(id -> id.toString().equals(user));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static boolean matches(String secret, @Nullable String hash) {
        return hash != null
                && MessageDigest.isEqual(
                        hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Makes room for a new device, which cannot connect before it has a secret. */
    void register(Id device) {
        sql.update(
                "insert into devices.credential (id, organization_id, enabled) values (?, ?, true)",
                device,
                Tenant.current());
    }

    /** Makes a new secret. The old one is worth nothing from the commit on, and connections made with it are closed. */
    String rotate(Id device) {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.update(
                "update devices.credential set secret_hash = ?, rotated_at = ? where id = ? and organization_id = ?",
                hash(secret),
                Instant.now(),
                device,
                Tenant.current());
        cutAfterCommit(device);
        return secret;
    }

    /** Lets a device connect or not. */
    void enable(Id device, boolean enabled) {
        sql.update(
                "update devices.credential set enabled = ? where id = ? and organization_id = ?",
                enabled,
                device,
                Tenant.current());
        if (!enabled) {
            cutAfterCommit(device);
        }
    }

    void remove(Id device) {
        sql.update("delete from devices.credential where id = ? and organization_id = ?", device, Tenant.current());
        cutAfterCommit(device);
    }

    private void cutAfterCommit(Id device) {
        transactions.afterCompletion(committed -> {
            if (committed) {
                broker.cut(device);
            }
        });
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
