package io.rubro.console.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.console.types.TypeScript.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** esbuild only strips types; here they are checked, those of every screen of every bundle at once. */
class TypesTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path ROOT = MODULE.getParent().getParent().getParent();
    private static final Path SAMPLES = MODULE.resolve("src/test/resources/samples");

    private static TypeScript typeScript;

    @BeforeAll
    static void start() {
        typeScript = new TypeScript(
                MODULE.resolve("target/node_modules/typescript/lib/typescript.js"),
                MODULE.resolve("tsconfig.json"),
                ROOT);
    }

    @AfterAll
    static void stop() {
        typeScript.close();
    }

    @Test
    void the_screens_of_every_bundle_are_free_of_type_errors() throws IOException {
        Findings findings = typeScript.check();

        assertThat(findings.mistakes())
                .as("%d mistakes:%n%s", findings.mistakes().size(), String.join("\n", findings.mistakes()))
                .isEmpty();
        assertThat(findings.files()).as("files checked").isEqualTo(sources());
    }

    /** Counted without the compiler's globs, so that a room they do not reach is noticed. */
    private static long sources() throws IOException {
        try (Stream<Path> bundles = Files.walk(ROOT.resolve("bundles"));
                Stream<Path> plugins = Files.walk(ROOT.resolve("rubro-plugins"))) {
            return Stream.concat(bundles, plugins)
                    .map(p -> p.toString().replace('\\', '/'))
                    .filter(p -> p.contains("/src/main/console/") && p.endsWith(".ts"))
                    .count();
        }
    }

    @Test
    void a_wrong_type_is_reported_with_file_and_line() {
        assertThat(typeScript.check(SAMPLES.resolve("wrong")).mistakes())
                .map(mistake -> mistake.replaceFirst(".*/samples/wrong/", "").replaceFirst("(TS\\d+ .{24}).*", "$1"))
                .containsExactly(
                        "imports.ts:2:8: a screen imports 'lit', '@console/…' and its own files, not 'chart.js'",
                        "imports.ts:3:24: a screen imports 'lit', '@console/…' and its own files, not '../right/screen.js'",
                        "types.ts:8:3: TS2322 Type 'number' is not ass");
    }

    @Test
    void declarations_of_the_libraries_are_found() {
        assertThat(typeScript.check(SAMPLES.resolve("right"))).isEqualTo(new Findings(1, List.of()));
        assertThat(typeScript.check(SAMPLES.resolve("libraries")).mistakes())
                .filteredOn(mistake -> mistake.contains(": TS"))
                .as("a library without declarations would be 'any', and nothing of it wrong")
                .map(mistake -> mistake.replaceFirst(".*/misused.ts:(\\d+):.*", "$1"))
                .containsExactlyInAnyOrder("6", "8", "9");
    }
}
