package io.rubro.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One organisation tries everything JPA and SQL offer to reach the rows of another. */
class TenantWallsTest {

    private static final Id MINE = new Id(1);
    private static final Id THEIRS = new Id(2);

    private TestPlatform platform;
    private EntityManagerFactory unit;

    private void start(TestDatabase database) {
        platform = database.start();
        platform.migrate("walls", "db/walls.xml", "country");
        unit = platform.unit("walls");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private <T> T as(Id organization, BiFunction<EntityManager, Sql, T> work) {
        return Tenant.call(organization, () -> platform.transactions()
                .required(() -> work.apply(platform.transactions().entityManager(unit), platform.sql())));
    }

    private long theirNote() {
        long id = Id.next().value();
        as(THEIRS, (em, sql) -> {
            Note note = new Note(id, "theirs");
            Remark remark = new Remark();
            remark.id = Id.next().value();
            remark.note = note;
            remark.text = "theirs";
            note.remarks.add(remark);
            em.persist(note);
            return null;
        });
        return id;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void no_read_reaches_another_organisation(TestDatabase database) {
        start(database);
        long id = theirNote();
        assertThatObject(as(THEIRS, (em, sql) -> em.find(Note.class, id).text)).isEqualTo("theirs");

        assertThatObject(as(MINE, (em, sql) -> em.find(Note.class, id))).isNull();
        assertThatObject(as(MINE, (em, sql) -> em.find(Note.class, id, LockModeType.PESSIMISTIC_WRITE)))
                .isNull();
        List<String> queries = List.of(
                "select n from Note n",
                "select n from Note n where n.id = " + id + " or 1 = 1",
                "select n from Remark r join r.note n",
                "select r from Remark r where exists (select n from Note n where n = r.note)",
                "select count(n) from Note n where n.text = 'theirs' having count(n) > 0");
        for (String query : queries) {
            assertThatObject(as(MINE, (em, sql) -> em.createQuery(query).getResultList()))
                    .as(query)
                    .isEqualTo(List.of());
        }
        assertThatObject(as(
                        MINE,
                        (em, sql) -> sql.query(
                                "select id from walls.note where organization_id = {org}", r -> r.getLong(1))))
                .isEqualTo(List.of());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void no_write_reaches_another_organisation(TestDatabase database) {
        start(database);
        long id = theirNote();
        List<BiFunction<EntityManager, Sql, Object>> attacks = List.of(
                (em, sql) -> {
                    em.remove(em.getReference(Note.class, id));
                    return null;
                },
                (em, sql) -> {
                    Note forged = new Note(id, "mine now");
                    forged.version = 1;
                    em.merge(forged);
                    return null;
                },
                (em, sql) ->
                        em.createQuery("update Note n set n.text = 'mine now'").executeUpdate(),
                (em, sql) -> em.createQuery("delete from Remark r where r.note.id = " + id)
                        .executeUpdate(),
                (em, sql) -> em.createNativeQuery("update walls.note set text = 'mine now'")
                        .executeUpdate(),
                (em, sql) -> sql.update("update walls.note set text = 'mine now' where organization_id = {org}"),
                (em, sql) -> {
                    Remark remark = new Remark();
                    remark.id = Id.next().value();
                    remark.note = em.getReference(Note.class, id);
                    em.persist(remark);
                    return null;
                });
        for (BiFunction<EntityManager, Sql, Object> attack : attacks) {
            catchThrowable(() -> as(MINE, attack)); // refused or without effect; what counts is below
        }
        assertThatObject(as(THEIRS, (em, sql) -> em.find(Note.class, id).text)).isEqualTo("theirs");
        assertThatObject(as(THEIRS, (em, sql) -> em.find(Note.class, id).remarks.size()))
                .isEqualTo(1);
        assertThatObject(as(MINE, (em, sql) -> em.createQuery("select count(r) from Remark r", Long.class)
                        .getSingleResult()))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void concurrent_organisations_never_meet(TestDatabase database) throws Exception {
        start(database);
        List<Long> ids = new ArrayList<>();
        for (int org = 1; org <= 4; org++) {
            long owner = org;
            for (int i = 0; i < 20; i++) {
                long id = Id.next().value();
                as(new Id(owner), (em, sql) -> {
                    em.persist(new Note(id, "of " + owner));
                    return null;
                });
                ids.add(id);
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                Random random = new Random(t);
                tasks.add(() -> {
                    int seen = 0;
                    for (int i = 0; i < 150; i++) {
                        long org = 1 + random.nextInt(4);
                        long id = ids.get(random.nextInt(ids.size()));
                        String text = as(new Id(org), (em, sql) -> {
                            Note note = em.find(Note.class, id);
                            if (note != null) {
                                note.text = "of " + org; // touches the version: races with the others
                                return note.text;
                            }
                            return null;
                        });
                        boolean own = (ids.indexOf(id) / 20) + 1 == org;
                        if ((text != null) != own) {
                            throw new AssertionError(org + " saw " + id + ": " + text);
                        }
                        seen += own ? 1 : 0;
                    }
                    return seen;
                });
            }
            int seen = 0;
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                seen += result.get();
            }
            assertThat(seen).isGreaterThan(100);
        } finally {
            threads.shutdownNow();
        }
        try (Connection c = platform.localDataSource().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select organization_id, text from walls.note")) {
            while (r.next()) {
                assertThat(r.getString(2)).isEqualTo("of " + r.getLong(1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void without_an_organisation_nothing_is_read_or_written(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> platform.transactions()
                        .required(() ->
                                platform.transactions().entityManager(unit).find(Note.class, 1L)))
                .hasStackTraceContaining("no organisation on this thread");
        assertThatThrownBy(() -> platform.sql().query("select 1 from walls.note where organization_id = {org}", r -> 1))
                .hasStackTraceContaining("no organisation on this thread");
        assertThatThrownBy(() -> as(MINE, (em, sql) -> sql.query("select id from walls.note", r -> 1)))
                .hasMessageContaining("no {org}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_transaction_never_spans_two_organisations(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> platform.transactions().required(() -> {
                    Tenant.call(MINE, () -> platform.sql()
                            .query("select id from walls.note where organization_id = {org}", r -> 1));
                    return Tenant.call(THEIRS, () -> platform.sql()
                            .query("select id from walls.note where organization_id = {org}", r -> 1));
                }))
                .hasMessageContaining("the transaction belongs to organisation");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_data_source_refuses_sql_that_forgets_the_organisation(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> as(MINE, (em, sql) -> {
                    try (Connection c = platform.dataSource().getConnection();
                            Statement s = c.createStatement()) {
                        return s.executeQuery("select * from WALLS.NOTE");
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .hasStackTraceContaining("without organization_id");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rows_without_a_version_are_append_only(TestDatabase database) {
        start(database);
        long id = Id.next().value();
        as(MINE, (em, sql) -> {
            Stamp stamp = new Stamp();
            stamp.id = id;
            stamp.text = "once";
            em.persist(stamp);
            return null;
        });
        assertThatThrownBy(() -> as(MINE, (em, sql) -> em.find(Stamp.class, id).text = "twice"))
                .hasStackTraceContaining("append-only");
        assertThatObject(as(MINE, (em, sql) -> em.find(Stamp.class, id).text)).isEqualTo("once");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_schema_that_leaves_a_door_open_is_refused(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> platform.migrate("open-door", "db/open.xml"))
                .hasStackTraceContaining("open_door.secret has no organization_id");
        assertThatThrownBy(() -> platform.unit("tagged")).hasStackTraceContaining("no join or collection table");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void postgresql_hides_rows_even_from_sql_that_lies(TestDatabase database) {
        start(database);
        theirNote();
        int seen = as(
                MINE, (em, sql) -> sql.query("select id from walls.note where organization_id = {org} or 1 = 1", r -> 1)
                        .size());
        assertThat(seen).isEqualTo(database == TestDatabase.POSTGRESQL ? 0 : 1); // Derby has no row-level security
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_instant_survives_whatever_the_time_zone(TestDatabase database) {
        start(database);
        long id = Id.next().value();
        as(MINE, (em, sql) -> {
            em.persist(new Note(id, "time"));
            return null;
        });
        Instant expected = new Note(1, "").at;
        assertThatObject(as(MINE, (em, sql) -> em.find(Note.class, id).at)).isEqualTo(expected);
        assertThatObject(as(
                        MINE,
                        (em, sql) -> sql.query(
                                "select made_at from walls.note where organization_id = {org} and id = ?",
                                r -> Rows.instant(r, "made_at"),
                                id)))
                .isEqualTo(List.of(expected));
    }
}
