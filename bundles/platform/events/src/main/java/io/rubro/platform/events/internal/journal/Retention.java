package io.rubro.platform.events.internal.journal;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.persistence.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old events, in small transactions, once every subscriber, running or not, has passed them. An event that some
 * subscriber holds stays.
 */
@Component(configurationPid = "io.rubro.events")
public final class Retention implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int CHUNK = 1_000;

    private final LocalConnections connections;
    private final int days;

    @Activate
    public Retention(
            JournalConfig config,
            @Reference(target = "(osgi.jndi.service.name=rubro-local)") DataSource local,
            @Reference Delivery delivery) {
        this(local, config.retentionDays());
    }

    Retention(DataSource local, int days) {
        this.connections = new LocalConnections(local);
        this.days = days;
    }

    @Override
    public String name() {
        return "events.retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() throws SQLException {
        if (days > 0) {
            long deleted = deleteBefore(Instant.now().minus(Duration.ofDays(days)));
            if (deleted > 0) {
                LOG.info("{} events older than {} days are deleted", deleted, days);
            }
        }
    }

    /** Deletes what was published before a time; returns how many. */
    long deleteBefore(Instant time) throws SQLException {
        long passed = connections.<Long>transaction(Retention::passedByAll);
        long after = 0;
        long deleted = 0;
        while (after < passed) {
            long from = after;
            long to = connections.<Long>transaction(c -> chunkEnd(c, from, passed, time));
            if (to == from) {
                return deleted;
            }
            deleted += connections.<Integer>transaction(c -> delete(c, from, to));
            after = to;
        }
        return deleted;
    }

    private static long passedByAll(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet row = s.executeQuery("select min(pos) from events.subscription")) {
            row.next();
            long slowest = row.getLong(1);
            return row.wasNull() ? Sequencer.head(c) : slowest;
        }
    }

    /** The last of the next positions whose event is old enough. */
    private static long chunkEnd(Connection c, long after, long upTo, Instant time) throws SQLException {
        long end = after;
        try (PreparedStatement s = c.prepareStatement(
                "select pos, created_at from events.event where pos > ? and pos <= ? order by pos")) {
            s.setLong(1, after);
            s.setLong(2, upTo);
            s.setMaxRows(CHUNK);
            try (ResultSet row = s.executeQuery()) {
                while (row.next() && Rows.instant(row, "created_at").isBefore(time)) {
                    end = row.getLong("pos");
                }
            }
        }
        return end;
    }

    private static int delete(Connection c, long after, long upTo) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("delete from events.event where pos > ? and pos <= ?"
                + " and not exists (select 1 from events.held h where h.pos = events.event.pos)")) {
            s.setLong(1, after);
            s.setLong(2, upTo);
            return s.executeUpdate();
        }
    }
}
