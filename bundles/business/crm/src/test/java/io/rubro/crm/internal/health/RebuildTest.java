package io.rubro.crm.internal.health;

import static io.rubro.crm.internal.service.Crm.ENGLISH;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.crm.health.Health;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was kept event by event, and what is computed again from the journal, are the same. */
class RebuildTest {

    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private Crm crm;

    @AfterEach
    void stop() {
        crm.close();
    }

    private List<JournalEvent> publish(Id organization, List<DomainEvent> events) {
        return events.stream()
                .map(event -> crm.history.publish(organization, event, AT))
                .toList();
    }

    /** Delivers in transactions of 1 to 20 events; now and then what came before comes once more. */
    private void deliver(List<JournalEvent> events, Random random) {
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(20));
            crm.deliver(crm.timeline, events.subList(from, to));
            if (random.nextInt(4) == 0) {
                int again = random.nextInt(to);
                crm.deliver(crm.timeline, events.subList(again, Math.min(to, again + 5)));
            }
            from = to;
        }
    }

    /** All rows of both tables, with all columns. */
    private List<List<Object>> rows(Id organization) {
        return Tenant.call(organization, () -> {
            List<List<Object>> all = new ArrayList<>(crm.platform
                    .sql()
                    .query(
                            "select * from crm.customer_invoice where organization_id = {org} order by id",
                            RebuildTest::row));
            all.addAll(crm.platform
                    .sql()
                    .query(
                            "select * from crm.customer_health where organization_id = {org} order by id",
                            RebuildTest::row));
            return all;
        });
    }

    private static List<Object> row(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getMetaData().getColumnName(i).toLowerCase() + "=" + row.getObject(i));
        }
        return values;
    }

    private Rebuild.RebuildResult rebuild() {
        return crm.in(() -> crm.health.rebuild(crm.history, 7).run());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void random_histories_kept_and_rebuilt_are_the_same(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(TODAY);
        for (int seed = 1; seed <= 12; seed++) {
            Histories histories = new Histories(seed, "C" + seed + "-", 1 + seed % 4);
            deliver(publish(SPAIN, histories.draw(10 + 4 * seed)), new Random(seed));
            crm.in(() -> {
                crm.health.top.choose();
                return null;
            });
            List<List<Object>> kept = rows(SPAIN);
            Rebuild.RebuildResult result = rebuild();
            assertThat(rows(SPAIN)).as("seed %s", seed).isEqualTo(kept);
            assertThat(result.changed()).isZero();
            assertThat(result.invoices()).isPositive();
            assertThat(result.rowsPerSecond()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_installation_that_had_no_projection_is_filled_from_the_journal(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(TODAY);
        deliver(publish(SPAIN, new Histories(77, "D", 5).draw(60)), new Random(77));
        crm.in(() -> {
            crm.health.top.choose();
            return null;
        });
        List<List<Object>> right = rows(SPAIN);
        crm.in(() -> {
            crm.platform.sql().update("delete from crm.customer_health where organization_id = {org}");
            return crm.platform
                    .sql()
                    .update("delete from crm.customer_invoice where organization_id = {org} and pos > 20");
        });
        crm.in(() -> crm.platform
                .sql()
                .update("update crm.customer_invoice set balance = 7, paid = 3 where organization_id = {org}"));
        assertThat(rebuild().changed()).isPositive();
        assertThat(rows(SPAIN)).isEqualTo(right);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void events_keep_coming_while_it_is_rebuilt(TestDatabase database) throws Exception {
        crm = new Crm(database);
        crm.health.on(TODAY);
        deliver(publish(SPAIN, new Histories(5, "E", 4).draw(80)), new Random(5));
        List<DomainEvent> later = new Histories(6, "E", 4).draw(60);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> coming = threads.submit(() -> {
                for (DomainEvent event : later) {
                    crm.deliver(SPAIN, event, AT);
                }
            });
            int rebuilt = 0;
            while (!coming.isDone() || rebuilt == 0) {
                rebuild();
                rebuilt++;
            }
            coming.get();
        } finally {
            threads.shutdownNow();
        }
        crm.in(() -> {
            crm.health.top.choose();
            return null;
        });
        List<List<Object>> kept = rows(SPAIN);
        assertThat(rebuild().changed()).isZero();
        assertThat(rows(SPAIN)).isEqualTo(kept);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_day_of_invoices_while_the_crm_was_stopped_gives_the_same_files(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(TODAY);
        for (DomainEvent event : new Histories(9, "G", 3).draw(40)) {
            crm.deliver(SPAIN, event, AT);
        }
        crm.deliver(crm.timeline, publish(ENGLISH, new Histories(9, "G", 3).draw(40)));
        for (int i = 0; i < 3; i++) {
            String email = "g" + i + "@example.com";
            assertThat(file(ENGLISH, email))
                    .usingRecursiveComparison()
                    .ignoringFields("contactId")
                    .isEqualTo(file(SPAIN, email));
        }
    }

    private Health file(Id organization, String email) {
        return Tenant.call(organization, () -> {
            Contact contact = crm.contacts.findByEmail(email).orElseThrow();
            return crm.health.health.get(contact.id());
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void invoices_that_change_hands_are_summed_up_for_both(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(TODAY);
        deliver(publish(SPAIN, new Histories(3, "H", 2).draw(30)), new Random(3));
        Health one = file(SPAIN, "h0@example.com");
        Health other = file(SPAIN, "h1@example.com");
        move(other.contactId(), one.contactId());
        Health both = file(SPAIN, "h0@example.com");
        assertThat(both.lifetimeValue()).isEqualTo(one.lifetimeValue().add(other.lifetimeValue()));
        assertThat(both.balance()).isEqualTo(one.balance().add(other.balance()));
        assertThat(both.invoices()).isEqualTo(one.invoices() + other.invoices());
        assertThat(file(SPAIN, "h1@example.com").invoices()).isZero();
        List<List<Object>> kept = rows(SPAIN);
        rebuild();
        assertThat(rows(SPAIN)).isEqualTo(kept);
    }

    /** As a merge does it. */
    private void move(Id from, Id to) {
        crm.in(() -> crm.platform.transactions().required(() -> {
            crm.health.directory.lock();
            for (String table : List.of("crm.interaction", crm.health.part.table())) {
                crm.platform
                        .sql()
                        .update(
                                "update " + table
                                        + " set contact_id = ? where organization_id = {org} and contact_id = ?",
                                to,
                                from);
            }
            crm.health.part.moved(from);
            crm.health.part.moved(to);
            return null;
        }));
    }
}
