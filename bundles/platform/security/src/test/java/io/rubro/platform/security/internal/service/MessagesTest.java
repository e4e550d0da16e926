package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.security.internal.model.BuiltInRole;
import io.rubro.platform.taxid.TaxId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern CODE = Pattern.compile(
            "(?:of\\(\\s*\\d+|conflict\\(|notFound\\(|tooMany\\(|invalid\\(\\s*\"[A-Za-z.]+\"|invalid\\(\\s*field"
                    + "|new FieldError\\(\\s*\"permissions\\[\" \\+ i \\+ \"\\]\"),?\\s*\"(security\\.[a-z.-]+)\"");

    @Test
    void every_problem_has_a_text_in_spanish_and_english() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher found = CODE.matcher(Files.readString(file));
                while (found.find()) {
                    codes.add(found.group(1));
                }
            }
        }
        assertThat(codes).hasSizeGreaterThan(30);
        for (TaxId.Reason reason : TaxId.Reason.values()) {
            codes.add(reason.code());
        }
        for (BuiltInRole role : BuiltInRole.values()) {
            codes.add("security.role." + role.id());
        }

        assertThat(keys("messages")).containsAll(codes);
        assertThat(keys("messages_en")).containsExactlyInAnyOrderElementsOf(keys("messages"));
        assertThat(keys("messages")).containsAll(keys("messages_es_AR"));
    }

    private static Set<String> keys(String file) {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/i18n/" + file + ".properties")),
                StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts.stringPropertyNames();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
