package io.rubro.platform.security.internal.service;

import io.rubro.platform.organizations.OrganizationLogo;
import io.rubro.platform.organizations.OrganizationLogos;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The picture an organisation is recognised by. */
@Component(service = {Logos.class, OrganizationLogos.class})
public final class Logos implements OrganizationLogos {

    /** How large it may be, in bytes. */
    public static final int MOST_BYTES = 512 << 10;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] RIFF = {'R', 'I', 'F', 'F'};
    private static final byte[] WEBP = {'W', 'E', 'B', 'P'};
    private static final int WEBP_AT = 8;

    private final GlobalSql sql;
    private final Transactions tx;
    private final OrganizationRegister register;
    private final Trail trail;

    /**
     * A picture.
     *
     * @param type its media type
     * @param hash of its bytes
     */
    public record Logo(String type, byte[] bytes, String hash) {}

    @Activate
    public Logos(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference OrganizationRegister register,
            @Reference Trail trail,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        this.register = register;
        this.trail = trail;
    }

    /** That of the organisation of the thread. */
    public Optional<Logo> find() {
        return sql.queryOne(
                "select media_type, content, hash from security.logo where organization_id = ?",
                row -> new Logo(row.getString("media_type"), row.getBytes("content"), row.getString("hash")),
                Tenant.current());
    }

    @Override
    public Optional<OrganizationLogo> current() {
        return find().map(logo -> new OrganizationLogo(logo.type(), logo.bytes(), logo.hash()));
    }

    /**
     * Puts another in its place. What sort of picture it is, its first bytes say and not its sender.
     *
     * @throws ProblemException 413 if it is too large, 422 if it is no PNG, JPEG or WebP picture
     */
    public void put(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw ProblemException.of(413, "security.logo.too-large", Map.of("max", MOST_BYTES >> 10));
        }
        String type = type(bytes).orElseThrow(() -> ProblemException.invalid("logo", "security.logo.format"));
        tx.run(() -> {
            register.lockCurrent(); // of two at once, the second waits and replaces
            sql.update("delete from security.logo where organization_id = ?", Tenant.current());
            sql.update(
                    "insert into security.logo (organization_id, media_type, content, hash) values (?, ?, ?, ?)",
                    Tenant.current(),
                    type,
                    bytes,
                    hash(bytes));
            trail.record("security.organization.logo", "organization", Tenant.current(), Map.of("bytes", bytes.length));
        });
    }

    /** Takes it away. */
    public void remove() {
        tx.run(() -> {
            if (sql.update("delete from security.logo where organization_id = ?", Tenant.current()) > 0) {
                trail.record("security.organization.logo", "organization", Tenant.current(), Map.of("bytes", 0));
            }
        });
    }

    private static Optional<String> type(byte[] bytes) {
        if (begins(bytes, 0, PNG)) {
            return Optional.of("image/png");
        }
        if (begins(bytes, 0, JPEG)) {
            return Optional.of("image/jpeg");
        }
        return begins(bytes, 0, RIFF) && begins(bytes, WEBP_AT, WEBP) ? Optional.of("image/webp") : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int at, byte[] magic) {
        return bytes.length >= at + magic.length && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
