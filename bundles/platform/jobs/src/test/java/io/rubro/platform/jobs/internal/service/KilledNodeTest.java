package io.rubro.platform.jobs.internal.service;

import static io.rubro.platform.jobs.internal.service.Node.await;
import static io.rubro.platform.jobs.internal.service.Node.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.jobs.internal.service.JobRun.Result;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.rest.PageRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledNodeTest {

    @TempDir
    Path folder;

    @Test
    void a_job_lost_with_its_node_is_taken_by_another() throws Exception {
        try (TestPlatform platform = TestDatabase.POSTGRESQL.start()) {
            migrate(platform);
            AtomicInteger count = new AtomicInteger();
            Process victim = startVictim(platform.url());
            try (Node survivor = new Node(platform, job(Node.ENDLESS, Duration.ofHours(1), count::incrementAndGet))) {
                await(
                        "it sees the other run",
                        () -> survivor.jobs.get(Node.ENDLESS).runningOn() != null);
                kill(victim);
                await("it takes over", () -> count.get() == 1);
                assertHistory(survivor, victim);
            } finally {
                kill(victim);
            }
        }
    }

    @Test
    void a_job_lost_when_the_only_node_died_is_taken_after_the_restart() throws Exception {
        String url = "jdbc:derby:" + folder.resolve("db");
        try (TestPlatform platform = TestPlatform.open(url)) {
            migrate(platform);
        }
        Process victim = startVictim(url);
        kill(victim);
        AtomicInteger count = new AtomicInteger();
        try (TestPlatform platform = TestPlatform.open(url);
                Node restarted = new Node(platform, job(Node.ENDLESS, Duration.ofHours(1), count::incrementAndGet))) {
            await("it is run again", () -> count.get() == 1);
            assertHistory(restarted, victim);
        }
    }

    private static void migrate(TestPlatform platform) {
        platform.migrate("jobs", "db/changelog.xml", "scheduled_task", "run");
    }

    private static void assertHistory(Node node, Process victim) {
        await("both runs are noted", () -> runs(node).size() == 2);
        assertThat(runs(node)).extracting(JobRun::result).containsExactly(Result.OK, Result.LOST);
        assertThat(runs(node).get(1).node()).startsWith(victim.pid() + "@");
    }

    private static List<JobRun> runs(Node node) {
        return node.jobs.runs(Node.ENDLESS, new PageRequest(50, null, null)).items();
    }

    private static Process startVictim(String url) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Node.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("TAKEN")) {
                return process;
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("the other node did not start:\n" + all);
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
