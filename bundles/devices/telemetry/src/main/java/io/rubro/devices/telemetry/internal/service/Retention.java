package io.rubro.devices.telemetry.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes readings whose time is up, and those of removed devices. In slices of a day of one metric, each in a transaction
 * of its own: nobody waits long for it, and when it is interrupted it goes on the next time. Last values stay.
 */
@Component(service = JobHandler.class, configurationPid = "io.rubro.telemetry")
@Designate(ocd = Retention.Config.class)
public final class Retention implements JobHandler {

    /** The configuration {@code io.rubro.telemetry}. */
    @ObjectClassDefinition(name = "Rubro telemetry")
    public @interface Config {
        @AttributeDefinition(description = "Days readings are kept; 0 for ever.")
        int retentionDays() default 90;

        @AttributeDefinition(description = "Days messages nobody understood are kept; 0 for ever.")
        int setAsideDays() default 30;
    }

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final long SLICE = Duration.ofDays(1).toMillis();

    private final Sql sql;
    private final SetAside setAside;
    private final Organizations organizations;
    private final int retentionDays;
    private final int setAsideDays;
    private final Clock clock;

    /** A metric of a device, and whether the device is gone. */
    private record Metric(Id device, String name, boolean removed) {}

    @Activate
    public Retention(
            @Reference Sql sql,
            @Reference(target = "(module=telemetry)") SchemaReady schema,
            @Reference SetAside setAside,
            @Reference Organizations organizations,
            Config config) {
        this(sql, setAside, organizations, config.retentionDays(), config.setAsideDays(), Clock.systemUTC());
    }

    Retention(
            Sql sql, SetAside setAside, Organizations organizations, int retentionDays, int setAsideDays, Clock clock) {
        if (retentionDays < 0 || setAsideDays < 0) {
            throw new IllegalArgumentException(
                    "io.rubro.telemetry: retentionDays and setAsideDays must not be negative");
        }
        this.sql = sql;
        this.setAside = setAside;
        this.organizations = organizations;
        this.retentionDays = retentionDays;
        this.setAsideDays = setAsideDays;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "telemetry.retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        for (Id organization : organizations.all()) {
            Tenant.run(organization, () -> clean(now));
        }
    }

    private void clean(Instant now) {
        long readings = 0;
        for (Metric metric : metrics()) {
            if (metric.removed()) {
                readings += delete(metric, Long.MAX_VALUE);
                sql.update(
                        "delete from telemetry.last_value where organization_id = {org} and device_id = ? and metric = ?",
                        metric.device(),
                        metric.name());
            } else if (retentionDays > 0) {
                readings +=
                        delete(metric, now.minus(Duration.ofDays(retentionDays)).toEpochMilli());
            }
        }
        int messages = setAsideDays == 0 ? 0 : setAside.removeBefore(now.minus(Duration.ofDays(setAsideDays)));
        if (readings + messages > 0) {
            LOG.debug("telemetry: {} readings and {} messages deleted", readings, messages);
        }
    }

    private List<Metric> metrics() {
        return sql.query(
                "select device_id, metric, removed from telemetry.last_value where organization_id = {org}",
                row -> new Metric(Rows.id(row, "device_id"), row.getString("metric"), row.getBoolean("removed")));
    }

    private long delete(Metric metric, long before) {
        long deleted = 0;
        Optional<Long> oldest = oldest(metric, before);
        while (oldest.isPresent()) {
            deleted += sql.update(
                    "delete from telemetry.reading where organization_id = {org} and device_id = ? and metric = ?"
                            + " and at_ms < ?",
                    metric.device(),
                    metric.name(),
                    Math.min(before, oldest.get() + SLICE));
            oldest = oldest(metric, before);
        }
        return deleted;
    }

    private Optional<Long> oldest(Metric metric, long before) {
        return sql.queryOne(
                "select at_ms from telemetry.reading where organization_id = {org} and device_id = ? and metric = ?"
                        + " and at_ms < ? order by at_ms fetch first 1 rows only",
                row -> row.getLong("at_ms"),
                metric.device(),
                metric.name(),
                before);
    }
}
