package io.rubro.crm.internal.health;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table {@code crm.health_state}: how far the projection of the organisation on the thread is. */
@Component(service = HealthState.class)
public final class HealthState {

    /** After so many days without a purchase a customer counts as inactive, unless something else was decided. */
    static final int INACTIVE_AFTER = 365;

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public HealthState(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    /**
     * What is known of an organisation.
     *
     * @param filledAt when the projection was filled from the journal last; null if it never was
     * @param refreshedOn the day the figures of all customers hold for; null if it was never done
     * @param inactiveAfterDays without a purchase, from then on an active customer becomes inactive
     */
    record State(@Nullable Instant filledAt, @Nullable LocalDate refreshedOn, int inactiveAfterDays) {}

    State get() {
        return sql.queryOne(
                        """
                        select filled_at, refreshed_on, inactive_after_days from crm.health_state
                        where organization_id = {org}""",
                        row -> new State(
                                Rows.instantOrNull(row, "filled_at"),
                                Rows.dateOrNull(row, "refreshed_on"),
                                row.getInt("inactive_after_days")))
                .orElse(new State(null, null, INACTIVE_AFTER));
    }

    void filled(Instant at) {
        set("filled_at = ?", at);
    }

    void refreshed(LocalDate day) {
        set("refreshed_on = ?", day);
    }

    void inactiveAfter(int days) {
        set("inactive_after_days = ?", days);
    }

    private void set(String assignment, Object value) {
        String update = "update crm.health_state set " + assignment + " where organization_id = {org}";
        if (sql.update(update, value) == 0) {
            sql.insertUnlessThere(
                    "insert into crm.health_state (organization_id, id, inactive_after_days) values ({org}, ?, ?)",
                    Id.next(),
                    INACTIVE_AFTER);
            sql.update(update, value);
        }
    }
}
