package io.rubro.devices.telemetry.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
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

    private static final Pattern CODE =
            Pattern.compile("\"(telemetry\\.(?:device|reading|history|last|link|json)\\.[a-z-]+)\"");

    @Test
    void every_refusal_has_its_text_in_spanish_and_english() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = CODE.matcher(Files.readString(file));
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }
        codes.removeIf(code -> code.startsWith("telemetry.reading.read") || code.startsWith("telemetry.reading.write"));
        Set<String> refusals = texts("");
        refusals.removeIf(key -> key.startsWith("job.") || key.startsWith("subscriber."));
        assertThat(codes).isNotEmpty().isEqualTo(refusals);
        assertThat(texts("_en")).isEqualTo(texts(""));
        assertThat(texts("")).containsAll(texts("_es_AR"));
    }

    private static Set<String> texts(String suffix) throws IOException {
        Properties texts = new Properties();
        try (Reader in =
                Files.newBufferedReader(Path.of("src/main/resources/i18n/messages" + suffix + ".properties"))) {
            texts.load(in);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
