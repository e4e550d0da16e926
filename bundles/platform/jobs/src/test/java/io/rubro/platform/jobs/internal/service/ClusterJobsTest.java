package io.rubro.platform.jobs.internal.service;

import static io.rubro.platform.jobs.internal.service.Node.await;
import static io.rubro.platform.jobs.internal.service.Node.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.jobs.internal.service.JobRun.Result;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterJobsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private TestPlatform platform;
    private final List<Node> nodes = new ArrayList<>();

    private Node start(TestDatabase database, JobHandler... handlers) {
        platform = database.start();
        platform.migrate("jobs", "db/changelog.xml", "scheduled_task", "run");
        return node(handlers);
    }

    private Node node(JobHandler... handlers) {
        Node node = new Node(platform, handlers);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        platform.close();
    }

    private static PageRequest page(int limit, String cursor) {
        return new PageRequest(limit, null, cursor);
    }

    private static List<JobRun> runs(Node node, String job) {
        return node.jobs.runs(job, page(50, null)).items();
    }

    private static boolean isKnown(Node node, String job) {
        return node.jobs.list().stream().anyMatch(state -> state.name().equals(job));
    }

    private static boolean isIdle(Node node, String job) {
        return isKnown(node, job) && node.jobs.get(job).runningOn() == null;
    }

    private long version(String job) {
        return platform.globalSql()
                .query(
                        "select version from jobs.scheduled_task where task_instance = ?",
                        row -> row.getLong("version"),
                        job)
                .get(0);
    }

    private static ProblemException problem(Runnable work) {
        return catchThrowableOfType(ProblemException.class, work::run);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_job_runs_again_and_again_counted_from_the_end_of_the_last_run(TestDatabase database) {
        AtomicInteger count = new AtomicInteger();
        Node node = start(database, job("test.tick", SECOND, count::incrementAndGet));
        await("three runs", () -> count.get() >= 3);
        await(
                "it is noted",
                () -> isKnown(node, "test.tick") && runs(node, "test.tick").size() >= 3);
        List<JobRun> runs = runs(node, "test.tick");
        assertThat(runs).allSatisfy(run -> assertThat(run.result()).isEqualTo(Result.OK));
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i - 1).startedAt())
                    .isAfterOrEqualTo(runs.get(i).finishedAt().plus(SECOND));
        }
        JobState state = node.jobs.get("test.tick");
        assertThat(state.module()).isEqualTo("test");
        assertThat(state.every()).isEqualTo(SECOND);
        assertThat(state.available()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_failure_is_noted_with_its_causes_and_the_job_tried_again(TestDatabase database) {
        AtomicInteger count = new AtomicInteger();
        Node node = start(database, job("test.fail", SECOND, () -> {
            if (count.incrementAndGet() == 1) {
                throw new Exception("first", new IllegalStateException("x".repeat(3_000) + "\u0000"));
            }
            if (count.get() == 2) {
                throw new NoClassDefFoundError("second");
            }
        }));
        await(
                "a run that succeeds",
                () -> isKnown(node, "test.fail") && runs(node, "test.fail").size() >= 3);
        List<JobRun> runs = runs(node, "test.fail");
        assertThat(runs.get(runs.size() - 1).result()).isEqualTo(Result.FAILED);
        assertThat(runs.get(runs.size() - 1).error())
                .startsWith("java.lang.Exception: first; because of java.lang.IllegalStateException: xxx")
                .hasSize(2_000);
        assertThat(runs.get(runs.size() - 2).error()).contains("NoClassDefFoundError: second");
        assertThat(runs.get(runs.size() - 3).result()).isEqualTo(Result.OK);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_handler_runs_as_the_system_without_an_organisation_and_in_its_own_class_loader(TestDatabase database) {
        AtomicReference<String> seen = new AtomicReference<>();
        start(
                database,
                job(
                        "test.caller",
                        HOUR,
                        () -> seen.set(Caller.current().kind() + " "
                                + Caller.current().name() + " " + Tenant.find().isPresent() + " "
                                + (Thread.currentThread().getContextClassLoader() == Node.class.getClassLoader()))));
        await("the run", () -> seen.get() != null);
        assertThat(seen.get()).isEqualTo("SYSTEM job:test.caller false true");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_schedule_of_a_job_outlives_its_module(TestDatabase database) {
        AtomicInteger count = new AtomicInteger();
        JobHandler handler = job("test.leaves", HOUR, count::incrementAndGet);
        Node node = start(database, handler);
        await("the first run", () -> count.get() == 1);
        await("its end", () -> isIdle(node, "test.leaves"));
        Instant next = node.jobs.get("test.leaves").nextRun();
        node.jobs.removeHandler(handler);
        assertThat(node.jobs.get("test.leaves").available()).isFalse();
        assertThat(node.jobs.get("test.leaves").nextRun()).isEqualTo(next);
        assertThat(node.jobs.get("test.leaves").every()).isEqualTo(HOUR);

        node.jobs.runNow("test.leaves");
        long version = version("test.leaves");
        AtomicInteger others = new AtomicInteger();
        node.jobs.addHandler(job("test.other", SECOND, others::incrementAndGet));
        await("others go on", () -> others.get() >= 2);
        assertThat(count).hasValue(1);
        assertThat(version("test.leaves")).as("nobody even tried to take it").isEqualTo(version);

        node.jobs.addHandler(handler);
        await("it catches up when it returns", () -> count.get() == 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_job_can_be_run_now_unless_it_is_running(TestDatabase database) {
        Semaphore go = new Semaphore(1);
        AtomicInteger begun = new AtomicInteger();
        Node node = start(database, job("test.now", HOUR, () -> {
            begun.incrementAndGet();
            go.acquire();
        }));
        await("the first run", () -> begun.get() == 1);
        await("its end", () -> isIdle(node, "test.now"));
        node.jobs.runNow("test.now");
        await("the second run", () -> begun.get() == 2);
        assertThat(node.jobs.get("test.now").runningOn()).contains("@");
        assertThat(node.jobs.get("test.now").nextRun()).isNull();
        assertThat(problem(() -> node.jobs.runNow("test.now")).status()).isEqualTo(409);
        go.release();
        await("its end", () -> isIdle(node, "test.now"));
        assertThat(problem(() -> node.jobs.runNow("test.unknown")).status()).isEqualTo(404);
        assertThat(problem(() -> node.jobs.runs("test.unknown", page(1, null))).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_leaving_module_is_waited_for(TestDatabase database) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        JobHandler handler = job("test.busy", HOUR, () -> {
            begun.countDown();
            finish.await();
            order.add("finished");
        });
        Node node = start(database, handler);
        await("the run", () -> begun.getCount() == 0);
        Thread leaving = new Thread(() -> {
            node.jobs.removeHandler(handler);
            order.add("left");
        });
        leaving.start();
        await("it waits", () -> leaving.getState() == Thread.State.TIMED_WAITING);
        finish.countDown();
        await("it left", () -> order.contains("left"));
        assertThat(order).containsExactly("finished", "left");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_handler_that_does_not_end_is_interrupted_and_its_run_noted(TestDatabase database) {
        CountDownLatch begun = new CountDownLatch(1);
        JobHandler handler = job("test.stuck", HOUR, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        Node node = start(database, handler);
        await("the run", () -> begun.getCount() == 0);
        node.jobs.removeHandler(handler);
        await("the note", () -> !runs(node, "test.stuck").isEmpty());
        assertThat(runs(node, "test.stuck").get(0).error()).contains("InterruptedException");
        await("it is free", () -> isIdle(node, "test.stuck"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_stopping_node_waits_for_its_jobs_too(TestDatabase database) {
        CountDownLatch begun = new CountDownLatch(1);
        Node node = start(database, job("test.stuck", HOUR, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
        }));
        await("the run", () -> begun.getCount() == 0);
        node.close();
        nodes.remove(node);
        Node next = node();
        assertThat(runs(next, "test.stuck").get(0).result()).isEqualTo(Result.FAILED);
        assertThat(next.jobs.get("test.stuck").runningOn()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_shorter_rhythm_of_a_new_version_brings_the_next_run_forward(TestDatabase database) {
        AtomicInteger count = new AtomicInteger();
        JobHandler old = job("test.rhythm", HOUR, count::incrementAndGet);
        Node node = start(database, old);
        await("the first run", () -> count.get() == 1);
        await("its end", () -> isIdle(node, "test.rhythm"));
        node.jobs.removeHandler(old);
        node.jobs.addHandler(job("test.rhythm", SECOND, count::incrementAndGet));
        await("the second run", () -> count.get() >= 2);
        assertThat(node.jobs.get("test.rhythm").every()).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void only_the_last_runs_are_kept_and_paged(TestDatabase database) {
        AtomicInteger count = new AtomicInteger();
        Node node = start(database, job("test.often", HOUR, count::incrementAndGet));
        for (int run = 1; run <= 7; run++) {
            int expected = run;
            await("run " + run, () -> count.get() == expected && isIdle(node, "test.often"));
            if (run < 7) {
                node.jobs.runNow("test.often");
            }
        }
        await("the last note", () -> runs(node, "test.often").size() == 5);
        Page<JobRun> first = node.jobs.runs("test.often", page(3, null));
        Page<JobRun> second = node.jobs.runs("test.often", page(3, first.next()));
        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isNull();
        assertThat(problem(() -> node.jobs.runs("test.often", page(3, PageRequest.cursor("!"))))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_handler_that_breaks_the_contract_is_refused_alone(TestDatabase database) {
        AtomicInteger count = new AtomicInteger();
        Node node = start(
                database,
                job("x' or '1'='1", SECOND, count::incrementAndGet),
                job("nodot", SECOND, count::incrementAndGet),
                job("test.fast", Duration.ofMillis(999), count::incrementAndGet),
                job("test.fine", SECOND, () -> {}));
        await(
                "the good one runs",
                () -> isKnown(node, "test.fine") && !runs(node, "test.fine").isEmpty());
        assertThat(node.jobs.list()).extracting(JobState::name).containsExactly("test.fine");
        assertThat(count).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void two_nodes_run_a_job_once_per_tick_and_leave_to_the_other_what_they_lack(TestDatabase database) {
        AtomicInteger atOnce = new AtomicInteger();
        List<Integer> overlaps = new CopyOnWriteArrayList<>();
        JobHandler shared = job("test.shared", SECOND, () -> {
            overlaps.add(atOnce.incrementAndGet());
            Thread.yield();
            atOnce.decrementAndGet();
        });
        AtomicInteger mine = new AtomicInteger();
        Node first = start(database, shared);
        node(shared, job("test.mine", SECOND, mine::incrementAndGet));
        await("four runs", () -> overlaps.size() >= 4 && mine.get() >= 3);
        assertThat(overlaps).containsOnly(1);
        List<JobRun> runs = runs(first, "test.shared");
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i - 1).startedAt())
                    .isAfterOrEqualTo(runs.get(i).finishedAt().plus(SECOND));
        }
    }
}
