package io.rubro.platform.console.internal.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notifications as rows of the organisation. The text is made when it is read, in the reader's language; the one of the
 * organisation's language is kept with it for the time when the module that knows the text is gone.
 */
@Component(service = {Notifications.class, StoredNotifications.class})
public final class StoredNotifications implements Notifications {

    /** More than this nobody counts. */
    static final int MOST_UNSEEN = 100;

    /** Before all there are. */
    private static final Id NONE = new Id(-1);

    /** To everybody, or to this user. */
    private static final String FOR_READER = " and (user_id is null or user_id = ?)";

    private static final int LONGEST_TEXT = 2000;
    private static final TypeReference<LinkedHashMap<String, Object>> ARGS = new TypeReference<>() {};
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Sql sql;
    private final Transactions tx;
    private final Messages messages;
    private final Organizations organizations;
    private final LiveStreams live;

    @Activate
    public StoredNotifications(
            @Reference Sql sql,
            @Reference Transactions tx,
            @Reference Messages messages,
            @Reference Organizations organizations,
            @Reference LiveStreams live,
            @Reference(target = "(module=console)") SchemaReady ready) {
        this.sql = sql;
        this.tx = tx;
        this.messages = messages;
        this.organizations = organizations;
        this.live = live;
    }

    @Override
    public void send(Notification notification) {
        Map<String, Object> args = new LinkedHashMap<>();
        notification
                .args()
                .forEach((name, value) -> args.put(name, value instanceof Number ? value : value.toString()));
        String text = text(organizations.current().language(), notification.code(), args)
                .orElse(notification.code());
        tx.run(() -> {
            sql.update(
                    "insert into console.notification (organization_id, id, made_at, severity, code, args, text,"
                            + " permission, path, user_id) values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    Id.next(),
                    Instant.now(),
                    notification.severity(),
                    notification.code(),
                    write(args),
                    text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                    notification.permission(),
                    notification.path(),
                    notification.user());
            live.publish("notification", notification.permission(), Map.of());
        });
    }

    /**
     * The latest first.
     *
     * @param before only those older than this one
     */
    public List<NotificationView> list(Caller reader, Id user, @Nullable Id before, int limit) {
        List<String> permissions = permissions(reader);
        if (permissions.isEmpty()) {
            return List.of();
        }
        Id seen = seen(user);
        List<Object> args = new ArrayList<>(permissions);
        args.add(user);
        args.add(before == null ? new Id(Long.MAX_VALUE) : before);
        return sql.query(
                "select id, made_at, severity, code, args, text, path from console.notification"
                        + " where organization_id = {org} and permission in (" + marks(permissions) + ")" + FOR_READER
                        + " and id < ?"
                        + " order by id desc fetch first " + limit + " rows only",
                row -> view(row, reader.locale(), seen),
                args.toArray());
    }

    /** How many the reader has not seen, up to {@value #MOST_UNSEEN}. */
    public int unseen(Caller reader, Id user) {
        List<String> permissions = permissions(reader);
        if (permissions.isEmpty()) {
            return 0;
        }
        List<Object> args = new ArrayList<>(permissions);
        args.add(user);
        args.add(seen(user));
        return sql.query(
                        "select id from console.notification where organization_id = {org} and permission in ("
                                + marks(permissions) + ")" + FOR_READER + " and id > ? fetch first " + MOST_UNSEEN
                                + " rows only",
                        row -> row.getLong("id"),
                        args.toArray())
                .size();
    }

    /**
     * Notes that the reader has seen all up to this one; an older one than before changes nothing.
     *
     * @throws ProblemException 404 if the organisation has no such notification
     */
    public void markSeen(Id user, Id upTo) {
        boolean known = sql.queryOne(
                        "select id from console.notification where organization_id = {org} and id = ?",
                        row -> true,
                        upTo)
                .isPresent();
        if (!known) {
            throw ProblemException.notFound("console.notification.not-found", upTo);
        }
        try {
            tx.requiresNew(() -> mark(user, upTo));
        } catch (DataAccessException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            tx.requiresNew(() -> mark(user, upTo)); // another window was the first at the same moment
        }
    }

    private int mark(Id user, Id upTo) {
        if (seen(user).equals(NONE)) {
            return sql.update(
                    "insert into console.seen (organization_id, user_id, up_to) values ({org}, ?, ?)", user, upTo);
        }
        return sql.update(
                "update console.seen set up_to = ? where organization_id = {org} and user_id = ? and up_to < ?",
                upTo,
                user,
                upTo);
    }

    private Id seen(Id user) {
        return sql.queryOne(
                        "select up_to from console.seen where organization_id = {org} and user_id = ?",
                        row -> Rows.id(row, "up_to"),
                        user)
                .orElse(NONE);
    }

    /** The permissions of the organisation's notifications that this reader holds. */
    private List<String> permissions(Caller reader) {
        return sql
                .query(
                        "select distinct permission from console.notification where organization_id = {org}",
                        row -> row.getString("permission"))
                .stream()
                .filter(reader::may)
                .toList();
    }

    private static String marks(List<String> values) {
        return String.join(", ", values.stream().map(value -> "?").toList());
    }

    private NotificationView view(ResultSet row, Locale language, Id seen) throws SQLException {
        String code = row.getString("code");
        Id id = Rows.id(row, "id");
        String stored = row.getString("text");
        return new NotificationView(
                id,
                code.substring(0, code.indexOf('.')),
                row.getString("severity").toLowerCase(Locale.ROOT),
                text(language, code, read(row.getString("args"))).orElse(stored),
                row.getString("path"),
                Rows.instant(row, "made_at"),
                id.value() <= seen.value());
    }

    private Optional<String> text(Locale language, String code, Map<String, Object> args) {
        return messages.text(language, code, args);
    }

    private static String write(Map<String, Object> args) {
        try {
            return JSON.writeValueAsString(args);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> read(String json) throws SQLException {
        try {
            return JSON.readValue(json, ARGS);
        } catch (JsonProcessingException e) {
            throw new SQLException("not the arguments of a notification", e);
        }
    }
}
