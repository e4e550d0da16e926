package io.rubro.console.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the screens is there in Spanish and English, and what Argentines say otherwise belongs to a text. */
class TextsTest {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().getParent().getParent().getParent();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A key written out in the code: {@code t('shell.save')}, also of both branches of a condition. */
    private static final Pattern CALL = Pattern.compile("\\bt\\(((?:[^()'`]|'[^']*')*)");

    private static final Pattern KEY = Pattern.compile("'([a-z][\\w-]*(?:\\.[\\w-]+)+)'");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern TAG = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");

    /** Formal Spanish in a text that is spoken to Argentines, who are addressed with «vos». */
    private static final Pattern FORMAL = Pattern.compile(
            "(?iu)\\b(usted|su cuenta|pulse|haga clic|introduzca|escriba|elija|seleccione|guarde|recargue"
                    + "|inténtelo|pruebe|abra|copie|pida)\\b");

    @Test
    void english_says_all_that_spanish_says_with_the_same_figures_in_it() {
        List<String> wrong = new ArrayList<>();
        for (Path room : rooms()) {
            Map<String, String> spanish = texts(room, "es");
            Map<String, String> english = texts(room, "en");
            difference(spanish.keySet(), english.keySet()).forEach(key -> wrong.add(room + ": en lacks " + key));
            difference(english.keySet(), spanish.keySet()).forEach(key -> wrong.add(room + ": es lacks " + key));
            spanish.forEach((key, text) -> {
                String other = english.get(key);
                if (other != null && !places(text).equals(places(other))) {
                    wrong.add(room + ": " + key + " has other {places} in en");
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void argentine_texts_replace_spanish_ones_and_leave_none_formal() {
        List<String> wrong = new ArrayList<>();
        for (Path room : rooms()) {
            Map<String, String> spanish = texts(room, "es");
            Map<String, String> argentine = texts(room, "es-AR");
            argentine.forEach((key, text) -> {
                if (!spanish.containsKey(key)) {
                    wrong.add(room + ": es lacks " + key);
                } else if (!places(text).equals(places(spanish.get(key)))) {
                    wrong.add(room + ": " + key + " has other {places} in es-AR");
                }
            });
            spanish.forEach((key, text) -> {
                String spoken = argentine.getOrDefault(key, text);
                Matcher formal = FORMAL.matcher(spoken);
                if (formal.find()) {
                    wrong.add(room + ": es-AR says «" + formal.group() + "» in " + key + ": " + spoken);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_key_that_a_screen_writes_out_has_a_text() {
        Set<String> shell = keys(ROOT.resolve("bundles/platform/console/src/main/console"));
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path room : rooms()) {
            Set<String> own = keys(room);
            for (Path file : files(room, ".ts")) {
                String code = read(file);
                for (Matcher call = CALL.matcher(code); call.find(); ) {
                    for (Matcher key = KEY.matcher(call.group(1)); key.find(); ) {
                        found++;
                        if (!own.contains(key.group(1)) && !shell.contains(key.group(1))) {
                            wrong.add(ROOT.relativize(file) + ": " + key.group(1));
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(found).as("keys seen").isGreaterThan(200);
    }

    /** The texts of descriptors and declarative pages: objects whose names are all language tags. */
    @Test
    void descriptors_and_declarative_pages_speak_english_where_they_speak_spanish() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (String top : List.of("bundles", "rubro-plugins")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(top))) {
                all.filter(p -> p.toString()
                                .matches(".*/src/main/(resources/RUBRO-INF/module|console/pages/[^/]+)\\.json"))
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            lacking(JSON.readTree(file.toFile()), ROOT.relativize(file) + "#", wrong);
        }
        assertThat(wrong).isEmpty();
        assertThat(files).hasSizeGreaterThan(10);
    }

    private static void lacking(JsonNode node, String path, List<String> wrong) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        boolean texts = node.isObject()
                && names.contains("es")
                && names.stream().allMatch(name -> TAG.matcher(name).matches());
        if (texts && !names.contains("en")) {
            wrong.add(path);
        }
        node.fields().forEachRemaining(field -> lacking(field.getValue(), path + "/" + field.getKey(), wrong));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            lacking(node.get(i), path + "/" + i, wrong);
        }
    }

    // ------------------------------------------------------------------ files

    private static List<Path> rooms() {
        List<Path> rooms = new ArrayList<>();
        for (String top : List.of("bundles", "rubro-plugins")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(top), 5)) {
                all.filter(p -> p.endsWith("src/main/console")).sorted().forEach(rooms::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(rooms).isNotEmpty();
        return rooms;
    }

    private static List<Path> files(Path room, String ending) {
        try (Stream<Path> all = Files.walk(room)) {
            return all.filter(p -> p.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> keys(Path room) {
        Set<String> keys = new TreeSet<>();
        for (String key : texts(room, "es").keySet()) {
            keys.add(key);
            keys.add(key.replaceFirst("\\.(one|other|many|few|zero|two)$", ""));
        }
        return keys;
    }

    private static Map<String, String> texts(Path room, String language) {
        Path file = room.resolve("i18n").resolve(language + ".json");
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, String> texts = new TreeMap<>();
        try {
            JSON.readTree(file.toFile())
                    .fields()
                    .forEachRemaining(e -> texts.put(e.getKey(), e.getValue().asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
        return texts;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        for (Matcher place = PLACE.matcher(text); place.find(); ) {
            places.add(place.group(1));
        }
        return places;
    }

    private static Set<String> difference(Set<String> of, Set<String> without) {
        Set<String> rest = new TreeSet<>(of);
        rest.removeAll(without);
        return rest;
    }
}
