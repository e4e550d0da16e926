package io.rubro.platform.jobs.internal.service;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler asks of the database, in SQL that Derby and PostgreSQL share. A node takes only jobs whose handlers it
 * has: one whose module is stopped here is left, due, to a node where it runs, or to the day it comes back.
 */
final class LocalJobsOnly extends DefaultJdbcCustomization {

    private final LocalJobs jobs;

    LocalJobsOnly(LocalJobs jobs) {
        super(true);
        this.jobs = jobs;
    }

    @Override
    public String getName() {
        return "Derby and PostgreSQL";
    }

    @Override
    public String createSelectDueQuery(String tableName, int limit, String andCondition, boolean orderByPriority) {
        // the names keep to a pattern that leaves nothing to quote
        String own = jobs.names().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String filter = own.isEmpty() ? " and 1 = 0" : " and task_instance in (" + own + ")";
        return super.createSelectDueQuery(tableName, limit, andCondition + filter, orderByPriority);
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        statement.setTimestamp(index, value == null ? null : Timestamp.from(value), utc());
    }

    @Override
    public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp value = row.getTimestamp(column, utc());
        return value == null ? null : value.toInstant();
    }

    /** A new one each time: drivers write into it, and the inherited one is shared by all threads. */
    private static Calendar utc() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    }

    @Override
    public void setTaskData(PreparedStatement statement, int index, byte @Nullable [] value) throws SQLException {
        statement.setBytes(index, value);
    }
}
