package io.rubro.devices.telemetry.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Messages that could not be understood, of the organisation of the thread. */
@Component(service = SetAside.class)
public final class SetAside {

    private static final int MAX_DETAIL = 500;

    private static final String SELECT =
            "select id, device_id, topic, payload, received_ms, reason, detail from telemetry.set_aside"
                    + " where organization_id = {org} and device_id = ?";

    /** Why a message was set aside. */
    public enum Reason {
        /** Its driver is not running. It is understood when the driver returns. */
        DRIVER_MISSING,
        /** The driver says that it is not its language. */
        NOT_UNDERSTOOD,
        /** The driver failed over it. */
        DRIVER_FAILED,
        /** It was understood and could not be stored. */
        NOT_STORED
    }

    /** A message as it arrived. */
    public record Message(
            Id id,
            Id device,
            String topic,
            byte[] payload,
            Instant receivedAt,
            Reason reason,
            @Nullable String detail) {}

    private final Sql sql;

    @Activate
    public SetAside(@Reference Sql sql, @Reference(target = "(module=telemetry)") SchemaReady schema) {
        this.sql = sql;
    }

    /** Sets a message aside, once: its id is that of the message. */
    public void add(Message message) {
        String columns = "(organization_id, id, device_id, topic, payload, received_ms, reason, detail)";
        Object[] row = {
            message.id(),
            message.device(),
            message.topic(),
            Base64.getEncoder().encodeToString(message.payload()),
            message.receivedAt().toEpochMilli(),
            message.reason(),
            cut(message.detail())
        };
        if (sql.dialect() == Dialect.POSTGRESQL) {
            sql.update(
                    "insert into telemetry.set_aside " + columns
                            + " values ({org}, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    row);
        } else if (!exists(message.id())) {
            sql.update("insert into telemetry.set_aside " + columns + " values ({org}, ?, ?, ?, ?, ?, ?, ?)", row);
        }
    }

    private boolean exists(Id id) {
        return sql.queryOne(
                        "select 1 from telemetry.set_aside where organization_id = {org} and id = ?", row -> true, id)
                .isPresent();
    }

    private static String cut(@Nullable String detail) {
        String text = detail == null ? "" : detail.replace('\0', ' ');
        return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) : text;
    }

    /** Those of a device, oldest first. */
    public List<Message> list(Id device, @Nullable Reason reason, Id after, int count) {
        String order = " and id > ? order by id fetch first " + count + " rows only";
        return reason == null
                ? sql.query(SELECT + order, SetAside::message, device, after)
                : sql.query(SELECT + " and reason = ?" + order, SetAside::message, device, reason, after);
    }

    /** The devices that have messages waiting for their driver. */
    public List<Id> waitingForDriver() {
        return sql.query(
                "select distinct device_id from telemetry.set_aside where organization_id = {org} and reason = ?",
                row -> Rows.id(row, "device_id"),
                Reason.DRIVER_MISSING);
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                Rows.id(row, "id"),
                Rows.id(row, "device_id"),
                row.getString("topic"),
                Base64.getDecoder().decode(row.getString("payload")),
                Instant.ofEpochMilli(row.getLong("received_ms")),
                Reason.valueOf(row.getString("reason")),
                row.getString("detail"));
    }

    /** Forgets messages that were understood after all. */
    public void remove(List<Id> messages) {
        sql.batch(
                "delete from telemetry.set_aside where organization_id = {org} and id = ?",
                messages.stream().map(id -> new @Nullable Object[] {id}).toList());
    }

    /** Says of a message why it still is not understood. */
    public void explain(Id message, Reason reason, @Nullable String detail) {
        sql.update(
                "update telemetry.set_aside set reason = ?, detail = ? where organization_id = {org} and id = ?",
                reason,
                cut(detail),
                message);
    }

    /** Forgets what arrived before; returns how many. */
    public int removeBefore(Instant instant) {
        return sql.update(
                "delete from telemetry.set_aside where organization_id = {org} and received_ms < ?",
                instant.toEpochMilli());
    }

    /** Forgets everything of a device. */
    public void removeAll(Id device) {
        sql.update("delete from telemetry.set_aside where organization_id = {org} and device_id = ?", device);
    }
}
