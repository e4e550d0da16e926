package io.rubro.crm.internal.calendar;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The private addresses of users' calendars. A calendar program cannot log in, so the address itself is the secret: 256
 * random bits, of which only the SHA-256 is kept. It names the organisation, so that no row has to be looked for outside of
 * one. Each user has at most one per organisation; a new one ends the old.
 */
@Component(service = Feeds.class)
public final class Feeds {

    private static final int BYTES = 32;
    private static final Duration READ_PRECISION = Duration.ofHours(1);
    private static final Pattern TOKEN = Pattern.compile("([0-9A-Za-z]{13})-([A-Za-z0-9_-]{43})");

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    /** Called by the component runtime. */
    @Activate
    public Feeds(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
    }

    /**
     * The address of a user, without its secret.
     *
     * @param readAt when a calendar asked for it last, to the hour; null if none ever did
     */
    public record Feed(Instant createdAt, @Nullable Instant readAt) {}

    /** Whose calendar an address is. */
    record Reader(Id organization, Id user) {}

    private record Stored(Id id, Id user) {}

    /** The address a user has in the organisation on the thread, if any. */
    public Optional<Feed> of(Id user) {
        return sql.queryOne(
                "select created_at, read_at from crm.calendar_feed where organization_id = {org} and user_id = ?",
                row -> new Feed(Rows.instant(row, "created_at"), Rows.instantOrNull(row, "read_at")),
                user);
    }

    /** Makes a user's address; one he had before is not answered any more. The secret is not told again. */
    public String make(Id user) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        transactions.run(() -> {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            if (!replace(user, hash(text), now)
                    && !sql.insertUnlessThere(
                            "insert into crm.calendar_feed (organization_id, id, user_id, token_hash, created_at)"
                                    + " values ({org}, ?, ?, ?, ?)",
                            Id.next(),
                            user,
                            hash(text),
                            now)) {
                replace(user, hash(text), now); // another window was the first at the same moment
            }
            audit.record("crm.calendar.feed", "user", user, Map.of());
        });
        return Tenant.current() + "-" + text;
    }

    private boolean replace(Id user, String hash, Instant now) {
        return sql.update(
                        "update crm.calendar_feed set token_hash = ?, created_at = ?, read_at = null"
                                + " where organization_id = {org} and user_id = ?",
                        hash,
                        now,
                        user)
                > 0;
    }

    /** Ends a user's address, if he has one. */
    public void revoke(Id user) {
        transactions.run(() -> {
            if (sql.update("delete from crm.calendar_feed where organization_id = {org} and user_id = ?", user) > 0) {
                audit.record("crm.calendar.revoke", "user", user, Map.of());
            }
        });
    }

    /** Whose calendar it is; empty if the address is wrong, or was replaced or revoked. Notes that it was asked for. */
    Optional<Reader> find(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Id organization;
        try {
            organization = Id.valueOf(matcher.group(1));
        } catch (IllegalArgumentException noIdentifier) {
            return Optional.empty();
        }
        if (Tenant.find().filter(current -> !current.equals(organization)).isPresent()) {
            return Optional.empty(); // somebody logged in elsewhere: no thread works for two organisations
        }
        return Tenant.call(organization, () -> look(matcher.group(2))).map(user -> new Reader(organization, user));
    }

    private Optional<Id> look(String secret) {
        return transactions.required(() -> sql.queryOne(
                        "select id, user_id from crm.calendar_feed where organization_id = {org} and token_hash = ?",
                        row -> new Stored(Rows.id(row, "id"), Rows.id(row, "user_id")),
                        hash(secret))
                .map(stored -> {
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
                    sql.update(
                            "update crm.calendar_feed set read_at = ? where organization_id = {org} and id = ?"
                                    + " and (read_at is null or read_at < ?)",
                            now,
                            stored.id,
                            now.minus(READ_PRECISION));
                    return stored.user;
                }));
    }

    private static String hash(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
