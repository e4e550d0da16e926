package io.rubro.platform.marketplace.internal.kar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.platform.marketplace.testing.KarBuilder;
import io.rubro.platform.marketplace.testing.KarBuilder.JarBuilder;
import io.rubro.platform.marketplace.testing.KarVersions;
import io.rubro.platform.problem.ProblemException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

class KarReaderTest {

    @TempDir
    Path folder;

    private Kar read(KarBuilder kar) throws Exception {
        return KarReader.read(kar.write(folder.resolve("test.kar")));
    }

    private String refusal(KarBuilder kar) {
        return refusal(kar.write(folder.resolve("test.kar")));
    }

    private static String refusal(Path file) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> KarReader.read(file));
        assertThat(problem).as("refused").isNotNull();
        return problem.status() + " " + problem.code();
    }

    @Test
    void a_good_kar_tells_its_plugin_its_libraries_and_its_hash() throws Exception {
        Kar kar = read(KarBuilder.plugin("carniceria", "1.2.0")
                .with(JarBuilder.bundle("zlib;singleton:=true", "3.0.0"))
                .with(JarBuilder.bundle("alib", "2.0.0"))
                .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(kar.id()).isEqualTo("carniceria");
        assertThat(kar.version()).isEqualTo(Version.parseVersion("1.2.0"));
        assertThat(kar.bundles())
                .extracting(KarBundle::symbolicName)
                .containsExactly("alib", "zlib", "test.carniceria");
        assertThat(kar.sha256()).matches("[0-9a-f]{64}");
        assertThat(kar.descriptor().permissions())
                .extracting(PluginDescriptor.PermissionText::id)
                .containsExactly("carniceria.thing.read");
        assertThat(kar.descriptor().name("en-GB")).isEqualTo("Test");
        assertThat(kar.descriptor().name("fr")).isEqualTo("Prueba");
    }

    @Test
    void a_further_version_for_tests_differs_in_the_version_only() throws Exception {
        Path first = KarBuilder.plugin("carniceria", "1.0.0")
                .with(JarBuilder.bundle("lib", "3.0.0"))
                .write(folder.resolve("first.kar"));

        Kar second = KarReader.read(KarVersions.withVersion(first, "1.1.0"));

        assertThat(second.version()).isEqualTo(Version.parseVersion("1.1.0"));
        assertThat(second.bundles().get(0).version()).isEqualTo(Version.parseVersion("3.0.0"));
        assertThat(second.descriptor()).isEqualTo(KarReader.read(first).descriptor());
    }

    @Test
    void there_must_be_exactly_one_plugin() {
        assertThat(refusal(new KarBuilder().with(JarBuilder.bundle("lib", "1.0.0"))))
                .isEqualTo("422 marketplace.kar.no-plugin");
        assertThat(refusal(new KarBuilder())).isEqualTo("422 marketplace.kar.no-plugin");
        assertThat(refusal(KarBuilder.plugin("one", "1.0.0").with(JarBuilder.plugin("two", "1.0.0"))))
                .isEqualTo("422 marketplace.kar.several-plugins");
    }

    @Test
    void every_jar_must_be_a_bundle_and_none_a_fragment() {
        KarBuilder plain = KarBuilder.plugin("a1", "1.0.0")
                .with(JarBuilder.bundle("x", "1").without("Bundle-SymbolicName"));
        assertThat(refusal(plain)).isEqualTo("422 marketplace.kar.not-a-bundle");

        KarBuilder fragment = KarBuilder.plugin("a1", "1.0.0")
                .with(JarBuilder.bundle("evil", "1").header("Fragment-Host", "system.bundle; extension:=framework"));
        assertThat(refusal(fragment)).isEqualTo("422 marketplace.kar.fragment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "a/../../evil.jar", "/etc/passwd", "a\\..\\b.jar"})
    void paths_that_lead_out_are_refused(String entry) {
        assertThat(refusal(KarBuilder.plugin("a1", "1.0.0").with(entry, new byte[1])))
                .isEqualTo("422 marketplace.kar.unsafe-entry");
    }

    @ParameterizedTest
    @CsvSource({
        "a1, core, '[0.1,1)', MIT, kind",
        "a1, plugin, nonsense, MIT, platform",
        "a1, plugin, '', MIT, platform",
        "a1, plugin, '[0.1,1)', '', license",
        "A1, plugin, '[0.1,1)', MIT, id",
        "x, plugin, '[0.1,1)', MIT, id"
    })
    void a_descriptor_must_say_what_people_need_to_know(
            String id, String kind, String platform, String license, String wrong) {
        JarBuilder jar = JarBuilder.plugin("a1", "1.0.0").descriptor(id, kind, platform, license);

        assertThat(refusal(new KarBuilder().with(jar))).isEqualTo("422 marketplace.descriptor." + wrong);
    }

    @Test
    void a_descriptor_must_be_there_be_json_and_declare_its_own_permissions() {
        JarBuilder absent = JarBuilder.plugin("a1", "1.0.0").header("Rubro-Module", "elsewhere.json");
        assertThat(refusal(new KarBuilder().with(absent))).isEqualTo("422 marketplace.descriptor.absent");

        for (String json : new String[] {"{", "null", "[]", "\"x\"", ""}) {
            JarBuilder broken = JarBuilder.plugin("a1", "1.0.0")
                    .file("RUBRO-INF/module.json", json.getBytes(StandardCharsets.UTF_8));
            assertThat(refusal(new KarBuilder().with(broken))).startsWith("422 marketplace.descriptor.");
        }

        String thief =
                """
                {"id":"a1","kind":"plugin","name":{"es":"x"},"platform":"0","license":"MIT",
                 "permissions":[{"id":"billing.invoice.issue","name":{"es":"x"}}]}
                """;
        JarBuilder foreign =
                JarBuilder.plugin("a1", "1.0.0").file("RUBRO-INF/module.json", thief.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(new KarBuilder().with(foreign))).isEqualTo("422 marketplace.descriptor.permission");
    }

    @Test
    void what_is_no_zip_or_is_cut_off_is_refused_in_words() throws Exception {
        Path noise = folder.resolve("noise.kar");
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        Files.write(noise, bytes);
        assertThat(refusal(noise)).isEqualTo("422 marketplace.kar.broken");
        Files.write(noise, new byte[0]);
        assertThat(refusal(noise)).isEqualTo("422 marketplace.kar.broken");

        byte[] good = KarBuilder.plugin("a1", "1.0.0").bytes();
        for (int length = 0; length < good.length; length += 97) {
            Files.write(noise, Arrays.copyOf(good, length));
            assertThat(refusal(noise)).startsWith("422 marketplace.");
        }
    }

    @Test
    void a_flipped_bit_in_a_jar_is_noticed() throws Exception {
        byte[] data = new byte[5000];
        new Random(1).nextBytes(data); // does not shrink: what is flipped below is data, not a field of the header
        byte[] jar = JarBuilder.plugin("a1", "1.0.0").file("data.bin", data).bytes();
        for (int at = jar.length / 2; at < jar.length / 2 + 40; at++) {
            byte[] flipped = jar.clone();
            flipped[at] ^= 0x10;
            KarBuilder kar = new KarBuilder().with("repository/a.jar", flipped);
            Path file = kar.write(folder.resolve("flipped.kar"));
            try {
                KarReader.read(file); // some bits are of no importance: a date
            } catch (ProblemException e) {
                assertThat(e.status()).isEqualTo(422);
            }
        }
        byte[] flipped = jar.clone();
        int middle = new String(jar, StandardCharsets.ISO_8859_1).indexOf("data.bin") + data.length / 2;
        flipped[middle] ^= 0x7f;
        assertThat(refusal(new KarBuilder().with("repository/a.jar", flipped))).isEqualTo("422 marketplace.kar.broken");
    }

    @Test
    void a_bomb_does_not_go_off() {
        byte[] zeros = new byte[60 << 20];
        byte[] bomb = JarBuilder.plugin("a1", "1.0.0")
                .file("zeros1", zeros)
                .file("zeros2", zeros)
                .file("zeros3", zeros)
                .file("zeros4", zeros)
                .bytes();
        assertThat(bomb.length).isLessThan(1 << 20);

        assertThat(refusal(new KarBuilder().with("repository/a.jar", bomb)))
                .isEqualTo("422 marketplace.kar.too-large-unpacked");
    }

    @Test
    void a_huge_manifest_and_a_huge_file_are_refused() throws Exception {
        JarBuilder jar = JarBuilder.bundle("x", "1").header("Padding", "y".repeat(2 << 20));
        assertThat(refusal(new KarBuilder().with(jar))).isEqualTo("422 marketplace.kar.broken");

        Path huge = folder.resolve("huge.kar");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(KarReader.MOST_BYTES + 1);
        }
        assertThat(refusal(huge)).isEqualTo("413 marketplace.kar.too-large");
    }

    @Test
    void thousands_of_entries_are_refused() {
        KarBuilder kar = KarBuilder.plugin("a1", "1.0.0");
        for (int i = 0; i < 1000; i++) {
            kar.with("docs/" + i, new byte[0]);
        }

        assertThat(refusal(kar)).isEqualTo("422 marketplace.kar.too-many-entries");
    }
}
