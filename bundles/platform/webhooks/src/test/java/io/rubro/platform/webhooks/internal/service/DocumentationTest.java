package io.rubro.platform.webhooks.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhooks.md tells integrators to copy does what it says. */
class DocumentationTest {

    private static final String ID = "0HZ3K5W8M1B2C";
    private static final String BODY = "{\"id\":\"0HZ3K5W8M1B2C\",\"data\":\"año\"}";
    private static final Instant NOW = Instant.now();
    private static final SigningSecret SECRET = SigningSecret.random();

    @TempDir
    private Path folder;

    /** The arguments of a question, and whether the message is genuine. */
    private record Case(String id, Instant at, String signatures, String body, boolean genuine) {

        String timestamp() {
            return String.valueOf(at.getEpochSecond());
        }
    }

    private static List<Case> cases() {
        String right = SECRET.sign(ID, NOW, BODY);
        String other = SigningSecret.random().sign(ID, NOW, BODY);
        Instant old = NOW.minusSeconds(3_600);
        return List.of(
                new Case(ID, NOW, right, BODY, true),
                new Case(ID, NOW, other + " " + right, BODY, true),
                new Case(ID, NOW, "v1a,xyz " + right + " " + other, BODY, true),
                new Case(ID, NOW, other, BODY, false),
                new Case(ID, NOW, right, BODY + " ", false),
                new Case("0HZ3K5W8M1B2D", NOW, right, BODY, false),
                new Case(ID, NOW.plusSeconds(1), right, BODY, false),
                new Case(ID, old, SECRET.sign(ID, old, BODY), BODY, false));
    }

    private static String snippet(String language) throws IOException {
        String text = Files.readString(Path.of("../../../docs/webhooks.md"));
        Matcher fence = Pattern.compile("(?s)```" + language + "\\R(.*?)```").matcher(text);
        assertThat(fence.find()).isTrue();
        return fence.group(1);
    }

    @Test
    void the_java_one() throws Exception {
        Path source = folder.resolve("Webhooks.java");
        Files.writeString(source, snippet("java"));
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-encoding", "UTF-8", "-d", folder.toString(), source.toString());
        assertThat(errors).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method isGenuine = loader.loadClass("Webhooks")
                    .getDeclaredMethod(
                            "isGenuine", String.class, String.class, String.class, String.class, byte[].class);
            isGenuine.setAccessible(true);
            for (Case each : cases()) {
                Object said = isGenuine.invoke(
                        null,
                        SECRET.text(),
                        each.id(),
                        each.timestamp(),
                        each.signatures(),
                        each.body().getBytes(StandardCharsets.UTF_8));
                assertThat(said).as(each.toString()).isEqualTo(each.genuine());
            }
        }
    }

    @Test
    void the_python_one() throws Exception {
        runs(
                "python3",
                "python",
                "py",
                """

                import sys
                a = sys.argv
                print(is_genuine(a[1], a[2], a[3], a[4], a[5].encode()))
                """,
                "True");
    }

    @Test
    void the_php_one() throws Exception {
        runs(
                "php",
                "php",
                "php",
                """

                $a = $argv;
                echo is_genuine($a[1], $a[2], $a[3], $a[4], $a[5]) ? 'True' : 'False';
                """,
                "True");
    }

    private void runs(String program, String language, String suffix, String question, String yes) throws Exception {
        assumeTrue(isThere(program), program + " is not on this machine");
        Path script = folder.resolve("webhooks." + suffix);
        Files.writeString(script, snippet(language) + question);
        for (Case each : cases()) {
            Process process = new ProcessBuilder(
                            program,
                            script.toString(),
                            SECRET.text(),
                            each.id(),
                            each.timestamp(),
                            each.signatures(),
                            each.body())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            assertThat(said).as(each.toString()).isEqualTo(each.genuine() ? yes : "False");
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
