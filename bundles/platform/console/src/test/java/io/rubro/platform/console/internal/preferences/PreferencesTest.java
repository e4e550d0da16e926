package io.rubro.platform.console.internal.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreferencesTest {

    private static final Id SHOP = Id.next();
    private static final Id OTHER = Id.next();
    private static final Id ANA = Id.next();
    private static final Id LUIS = Id.next();

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static int refusal(Callable<?> work) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> Tenant.call(SHOP, (Callable<Object>) work::call));
        return refused.status();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_user_keeps_any_json_for_himself_and_this_organisation(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            platform.migrate("console", "db/changelog.xml");
            Preferences preferences =
                    new Preferences(platform.sql(), platform.transactions(), platform.schema("console"));
            // a lone half of a character pair and a NUL are JSON that no database takes for text
            JsonNode odd = json("{\"a\":[1,\"ñ 😀 \\ud83d \\u0000\",null]}");

            Tenant.run(SHOP, () -> preferences.put(ANA, "grid.contacts", null, odd));

            assertThat(Tenant.call(SHOP, () -> preferences.find(ANA, "grid.contacts")))
                    .hasValueSatisfying(found -> assertThat(found.value()).isEqualTo(odd));
            assertThat(Tenant.call(SHOP, () -> preferences.find(LUIS, "grid.contacts")))
                    .isEmpty();
            assertThat(Tenant.call(OTHER, () -> preferences.all(ANA))).isEmpty();
            assertThat(Tenant.call(SHOP, () -> preferences.all(ANA))).containsOnlyKeys("grid.contacts");

            Tenant.run(SHOP, () -> preferences.remove(ANA, "grid.contacts"));
            assertThat(Tenant.call(SHOP, () -> preferences.find(ANA, "grid.contacts")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_version_that_was_seen_must_be_the_one_that_is_there(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            platform.migrate("console", "db/changelog.xml");
            Preferences preferences =
                    new Preferences(platform.sql(), platform.transactions(), platform.schema("console"));
            Tenant.run(SHOP, () -> {
                preferences.put(ANA, "theme", null, json("1"));
                assertThat(preferences
                                .put(ANA, "theme", new IfMatch(1), json("2"))
                                .version())
                        .isEqualTo(2);
            });

            assertThat(refusal(() -> preferences.put(ANA, "theme", new IfMatch(1), json("3"))))
                    .isEqualTo(412);
            assertThat(Tenant.call(SHOP, () -> preferences.put(ANA, "theme", null, json("4")))
                            .version())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void two_windows_that_put_the_first_value_at_once_both_succeed(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            platform.migrate("console", "db/changelog.xml");
            Preferences preferences =
                    new Preferences(platform.sql(), platform.transactions(), platform.schema("console"));

            List<Long> versions = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(i -> Tenant.call(SHOP, () -> preferences.put(ANA, "theme", null, json("" + i))))
                    .map(Preference::version)
                    .sorted()
                    .toList();

            assertThat(versions).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void neither_names_nor_values_nor_their_number_are_without_limit(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            platform.migrate("console", "db/changelog.xml");
            Preferences preferences =
                    new Preferences(platform.sql(), platform.transactions(), platform.schema("console"));

            assertThat(refusal(() -> preferences.put(ANA, "Theme", null, json("1"))))
                    .isEqualTo(422);
            assertThat(refusal(() -> preferences.put(ANA, "x".repeat(61), null, json("1"))))
                    .isEqualTo(422);
            assertThat(refusal(() -> preferences.put(ANA, "x", null, json("\"" + "x".repeat(32 << 10) + "\""))))
                    .isEqualTo(413);
            Tenant.run(SHOP, () -> IntStream.range(0, Preferences.MOST_NAMES)
                    .forEach(i -> preferences.put(ANA, "p" + i, null, json("1"))));
            assertThat(refusal(() -> preferences.put(ANA, "one-more", null, json("1"))))
                    .isEqualTo(409);
            assertThat(Tenant.call(SHOP, () -> preferences.put(ANA, "p7", null, json("2")))
                            .version())
                    .isEqualTo(2);
        }
    }
}
