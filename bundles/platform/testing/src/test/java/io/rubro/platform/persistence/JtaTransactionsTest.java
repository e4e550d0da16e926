package io.rubro.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JtaTransactionsTest {

    private static final Id ORG = new Id(1);

    private TestPlatform platform;
    private EntityManagerFactory unit;
    private Transactions tx;

    private void start(TestDatabase database) {
        platform = database.start();
        platform.migrate("walls", "db/walls.xml", "country");
        unit = platform.unit("walls");
        tx = platform.transactions();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private int notes() {
        return Tenant.call(ORG, () -> platform.sql()
                .query("select count(*) as n from walls.note where organization_id = {org}", r -> r.getInt("n"))
                .get(0));
    }

    private void insert(String text) {
        platform.sql()
                .update(
                        "insert into walls.note (organization_id, id, version, text) values ({org}, ?, 1, ?)",
                        Id.next(),
                        text);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void entities_and_sql_commit_together_or_not_at_all(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> Tenant.run(
                        ORG,
                        () -> tx.run(() -> {
                            tx.entityManager(unit).persist(new Note(Id.next().value(), "a"));
                            insert("b");
                            tx.entityManager(unit).flush();
                            throw new IllegalStateException("no");
                        })))
                .hasMessage("no");
        assertThat(notes()).isZero();

        Tenant.run(
                ORG,
                () -> tx.run(() -> {
                    tx.entityManager(unit).persist(new Note(Id.next().value(), "a"));
                    insert("b");
                }));
        assertThat(notes()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_failure_inside_spoils_the_transaction_even_when_caught(TestDatabase database) {
        start(database);
        Tenant.run(
                ORG,
                () -> tx.run(() -> {
                    insert("a");
                    try {
                        tx.run(() -> {
                            throw new IllegalStateException("inner");
                        });
                    } catch (IllegalStateException caught) {
                        assertThatThrownBy(() -> insert("b")).hasMessageContaining("can only roll back");
                    }
                }));
        assertThat(notes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_new_transaction_commits_whatever_the_outer_one_does(TestDatabase database) {
        start(database);
        Tenant.run(ORG, () -> {
            assertThatThrownBy(() -> tx.run(() -> {
                        insert("lost");
                        EntityManager outer = tx.entityManager(unit);
                        tx.requiresNew(() -> {
                            assertThat(tx.entityManager(unit)).isNotSameAs(outer);
                            insert("kept");
                            return null;
                        });
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        assertThat(notes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void actions_before_commit_see_flushed_entities_and_can_still_refuse(TestDatabase database) {
        start(database);
        List<String> order = new ArrayList<>();
        Tenant.run(
                ORG,
                () -> tx.run(() -> {
                    tx.beforeCommit(() -> {
                        order.add("before " + notes());
                        tx.beforeCommit(() -> order.add("then"));
                    });
                    tx.afterCompletion(committed -> order.add("after " + committed));
                    tx.entityManager(unit).persist(new Note(Id.next().value(), "late"));
                }));
        assertThat(order).containsExactly("before 1", "then", "after true");

        assertThatThrownBy(() -> Tenant.run(
                        ORG,
                        () -> tx.run(() -> {
                            insert("x");
                            tx.beforeCommit(() -> {
                                throw new IllegalStateException("veto");
                            });
                            tx.afterCompletion(committed -> order.add("after " + committed));
                        })))
                .hasMessage("veto");
        assertThat(order).endsWith("after false");
        assertThat(notes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_second_of_two_editors_is_told(TestDatabase database) {
        start(database);
        long id = Id.next().value();
        Tenant.run(ORG, () -> tx.run(() -> tx.entityManager(unit).persist(new Note(id, "first"))));
        assertThatThrownBy(() -> Tenant.run(
                        ORG,
                        () -> tx.run(() -> {
                            Note seen = tx.entityManager(unit).find(Note.class, id);
                            tx.requiresNew(() -> tx.entityManager(unit).find(Note.class, id).text = "other");
                            seen.text = "mine";
                        })))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("rest.concurrent-change"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_duplicate_says_so(TestDatabase database) {
        start(database);
        long id = Id.next().value();
        Runnable insert =
                () -> Tenant.run(ORG, () -> tx.run(() -> tx.entityManager(unit).persist(new Note(id, "x"))));
        insert.run();
        assertThatThrownBy(insert::run)
                .isInstanceOfSatisfying(DataAccessException.class, e -> assertThat(e.isDuplicate())
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_deadlock_is_tried_again(TestDatabase database) throws Exception {
        start(database);
        long a = Id.next().value();
        long b = Id.next().value();
        Tenant.run(
                ORG,
                () -> tx.run(() -> {
                    tx.entityManager(unit).persist(new Note(a, ""));
                    tx.entityManager(unit).persist(new Note(b, ""));
                }));
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (long[] order : new long[][] {{a, b}, {b, a}}) {
                results.add(threads.submit(() -> Tenant.run(
                        ORG,
                        () -> tx.run(() -> {
                            runs.incrementAndGet();
                            String sql =
                                    "update walls.note set version = version + 1 where organization_id = {org} and id = ?";
                            platform.sql().update(sql, order[0]);
                            bothHoldOne.countDown();
                            await(bothHoldOne);
                            platform.sql().update(sql, order[1]);
                        }))));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(runs).hasValueGreaterThan(2);
        assertThat(Tenant.call(ORG, () -> platform.sql()
                        .query("select version from walls.note where organization_id = {org}", r -> r.getLong(1))))
                .containsExactly(3L, 3L);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
