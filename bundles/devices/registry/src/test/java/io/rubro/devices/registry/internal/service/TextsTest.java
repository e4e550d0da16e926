package io.rubro.devices.registry.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern AUDITED = Pattern.compile("record\\(\\s*\"(devices\\.[a-z.-]+)\"");
    private static final Pattern CODE = Pattern.compile("\"(devices\\.[a-z]+\\.[a-z-]+)\"");

    @Test
    void every_refusal_has_its_text_in_spanish_and_english() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path root :
                new Path[] {Path.of("src/main/java"), Path.of("../../../api-bundles/devices-api/src/main/java")}) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    codes.addAll(codes(Files.readString(file)));
                }
            }
        }
        codes.removeAll(permissions());
        assertThat(codes).isNotEmpty().isEqualTo(refusals());
        assertThat(texts("_en")).isEqualTo(texts(""));
        assertThat(texts("")).containsAll(texts("_es_AR"));
    }

    @Test
    void every_audited_deed_has_words() throws IOException {
        Set<String> audited = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher deed = AUDITED.matcher(Files.readString(file));
                while (deed.find()) {
                    audited.add("audit." + deed.group(1));
                }
            }
        }
        assertThat(audited).isNotEmpty();
        assertThat(texts("")).containsAll(audited);
    }

    /** All texts but the words for what is audited. */
    private static Set<String> refusals() throws IOException {
        Set<String> keys = texts("");
        keys.removeIf(key -> key.startsWith("audit."));
        return keys;
    }

    private static Set<String> codes(String source) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = CODE.matcher(source);
        while (matcher.find()) {
            boolean problem = !source.substring(Math.max(0, matcher.start() - 40), matcher.start())
                    .matches("(?s).*(record\\(\\s*|EventType\\(|RequiresPermission\\()");
            if (problem) {
                codes.add(matcher.group(1));
            }
        }
        return codes;
    }

    private static Set<String> permissions() throws IOException {
        Set<String> permissions = new TreeSet<>();
        Matcher matcher = CODE.matcher(Files.readString(Path.of("src/main/resources/RUBRO-INF/module.json")));
        while (matcher.find()) {
            permissions.add(matcher.group(1));
        }
        return permissions;
    }

    private static Set<String> texts(String suffix) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = TextsTest.class.getResourceAsStream("/i18n/messages" + suffix + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
