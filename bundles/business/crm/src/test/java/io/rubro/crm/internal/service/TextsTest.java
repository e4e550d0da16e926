package io.rubro.crm.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final Pattern REFUSAL =
            Pattern.compile("(?:refuse|invalid|conflict|notFound|taken)\\([^;{]*?\"(crm\\.[a-z.-]+)\"");

    private static Set<String> keys(String suffix) {
        return Crm.FileMessages.read(suffix).stringPropertyNames();
    }

    @Test
    void every_refusal_has_a_text() throws IOException {
        List<String> codes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = REFUSAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }
        assertThat(codes).hasSizeGreaterThan(15);
        assertThat(keys("")).containsAll(codes);
    }

    @Test
    void every_language_has_every_text() {
        assertThat(keys("_en")).isEqualTo(keys(""));
        assertThat(keys("")).containsAll(keys("_es_AR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "es-ES; 5000.00; EUR; 5000€",
                "es-ES; 5000.50; EUR; 5000,50€",
                "es-ES; 1234567.80; EUR; 1234567,80€",
                "es-ES; 0.05; EUR; 0,05€",
                "es-ES; -12.00; EUR; -12€",
                "es-AR; 5000.50; ARS; $5000,50",
                "es-AR; 5000.00; USD; US$5000",
                "es-ES; 100.00; CHF; 100 CHF",
                "en; 5000.50; EUR; €5000.50",
                "en; 100.00; CHF; CHF 100",
            })
    void amounts_are_written_as_people_write_them(String locale, BigDecimal amount, String currency, String text) {
        assertThat(Amounts.write(new Crm.FileMessages(), Locale.forLanguageTag(locale), amount, currency))
                .isEqualTo(text);
    }
}
