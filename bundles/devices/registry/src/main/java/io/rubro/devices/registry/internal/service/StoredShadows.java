package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DeviceShadows;
import io.rubro.devices.mqtt.Topics;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shadows of devices, one row each. Whoever changes one locks its row first: a wish and a report may meet. */
@Component(service = {DeviceShadows.class, StoredShadows.class})
public final class StoredShadows implements DeviceShadows {

    private static final int MAX_LENGTH = 16_000;
    private static final int MAX_FIRMWARE = 64;

    private final Transactions transactions;
    private final Sql sql;
    private final BrokerSide broker;
    private final Audit audit;

    @Activate
    public StoredShadows(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=devices)") SchemaReady schema,
            @Reference BrokerSide broker,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.broker = broker;
        this.audit = audit;
    }

    /** @throws ProblemException 404 */
    public Shadow get(Id device) {
        return sql.queryOne(
                        "select desired, reported, desired_at, reported_at, version from devices.shadow"
                                + " where organization_id = {org} and id = ?",
                        row -> new Shadow(
                                Json.stored(row.getString("desired")),
                                Json.stored(row.getString("reported")),
                                Rows.instantOrNull(row, "desired_at"),
                                Rows.instantOrNull(row, "reported_at"),
                                row.getLong("version")),
                        device)
                .orElseThrow(() -> ProblemException.notFound("devices.device.not-found", device));
    }

    /**
     * Merges a wish into the desired state (RFC 7396) and tells the device: the whole desired state becomes the retained
     * message of its topic {@code down/shadow}.
     *
     * @param seen the version the caller has seen; null if any will do, since a merge does not overwrite what it does not
     *     name
     * @throws ProblemException 404, 412; 422 if the state would become too long; 503 if the device cannot be told
     */
    public Shadow wish(Id device, @Nullable IfMatch seen, ObjectNode patch) {
        return transactions.required(() -> {
            lock(device);
            Shadow before = get(device);
            if (seen != null) {
                IfMatch.require(seen, before.version() - 1); // the lock has counted it up already
            }
            String desired = text(Json.merge(before.desired(), patch));
            sql.update(
                    "update devices.shadow set desired = ?, desired_at = ? where organization_id = {org} and id = ?",
                    desired,
                    now(),
                    device);
            audit.record("devices.shadow.wish", "device", device, Map.of("patch", patch.toString()));
            Shadow after = get(device);
            broker.send(
                    new DeviceIdentity(Tenant.current(), device),
                    Topics.SHADOW,
                    desired.getBytes(StandardCharsets.UTF_8),
                    true);
            return after;
        });
    }

    @Override
    public void report(Id device, String json) {
        ObjectNode patch = Json.read(json).orElseThrow(() -> ProblemException.invalid("", "devices.shadow.not-object"));
        transactions.run(() -> {
            lock(device);
            sql.update(
                    "update devices.shadow set reported = ?, reported_at = ? where organization_id = {org} and id = ?",
                    text(Json.merge(get(device).reported(), patch)),
                    now(),
                    device);
            String firmware = patch.path("firmware").asText("");
            if (!firmware.isBlank()) {
                sql.update(
                        "update devices.presence set firmware = ? where organization_id = {org} and id = ?",
                        firmware.length() > MAX_FIRMWARE ? firmware.substring(0, MAX_FIRMWARE) : firmware,
                        device);
            }
        });
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void lock(Id device) {
        if (sql.update(
                        "update devices.shadow set version = version + 1 where organization_id = {org} and id = ?",
                        device)
                == 0) {
            throw ProblemException.notFound("devices.device.not-found", device);
        }
    }

    private static String text(ObjectNode state) {
        String text = state.toString();
        if (text.length() > MAX_LENGTH) {
            throw ProblemException.invalid("", "devices.shadow.too-long", Map.of("max", MAX_LENGTH));
        }
        return text;
    }
}
