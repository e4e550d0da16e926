package io.rubro.platform.events.internal.journal;

import io.rubro.platform.persistence.testing.TestPlatform;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A server of its own, in a process that can be killed or frozen, which publishes and delivers as fast as it can. */
final class JournalProcess implements AutoCloseable {

    private static final String READY = "ready";
    private static final int PUBLISHERS = 6;

    private final Process process;

    private JournalProcess(Process process) {
        this.process = process;
    }

    static String[] subscribers() {
        return IntStream.range(0, 4).mapToObj(i -> "probe.s" + i).toArray(String[]::new);
    }

    /** Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        TestPlatform platform = TestPlatform.open(args[0]);
        JournalNode node = JournalNode.on(platform);
        Probe probe = new Probe(node);
        for (String name : subscribers()) {
            node.bind(probe.subscriber(name));
        }
        for (int i = 0; i < PUBLISHERS; i++) {
            probe.publisher(Long.MAX_VALUE, 10, 15);
        }
        System.out.println(READY);
        Thread.currentThread().join();
    }

    /** Starts one and waits until it works. */
    static JournalProcess start(String url) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx200m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-Dderby.stream.error.file=" + File.createTempFile("derby", ".log"),
                        "-cp",
                        classPath,
                        JournalProcess.class.getName(),
                        url))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(READY)) {
                return new JournalProcess(process);
            }
        }
        throw new IllegalStateException("the process ended with " + process.exitValue());
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the process where it stands; it will not notice. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
