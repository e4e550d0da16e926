package io.rubro.platform.audit.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.audit.internal.service.ChainedAudit;
import io.rubro.platform.audit.internal.service.Trail;
import io.rubro.platform.audit.internal.service.Trail.Search;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportTest {

    private static final Id ORG = new Id(11);
    private static final Caller CALLER =
            new Caller(Caller.Kind.USER, new Id(5), "=HYPERLINK(\"x\")", ORG, Set.of("*"), Locale.ROOT);
    private static final int ENTRIES = 1_203; // more than two pages

    private final ObjectMapper json = new ObjectMapper();
    private TestPlatform platform;
    private Trail trail;

    @BeforeEach
    void start() {
        platform = TestDatabase.DERBY.start();
        platform.migrate("audit", "db/changelog.xml");
        ChainedAudit audit = new ChainedAudit(platform.transactions(), platform.sql(), platform.schema("audit"));
        trail = new Trail(platform.sql(), platform.schema("audit"));
        CALLER.<@Nullable Void>call(() -> {
            platform.transactions().run(() -> IntStream.rangeClosed(1, ENTRIES)
                    .forEach(i -> audit.record("a.b.c", "x", new Id(i), Map.of("ñ", "€ \"" + i, "n", i))));
            return null;
        });
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private List<String> lines(String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return CALLER.call(() -> {
            Search all = new Search(null, null, null, null, null, null);
            new Export(trail, all, ExportFormat.of(format)).write(out);
            return out.toString(StandardCharsets.UTF_8).lines().toList();
        });
    }

    @Test
    void a_spreadsheet_gets_every_entry_and_no_formula() {
        List<String> lines = lines("csv");
        assertThat(lines).hasSize(ENTRIES + 1);
        assertThat(lines.get(0)).startsWith("seq,id,at,");
        assertThat(lines.get(1)).startsWith("\"" + ENTRIES + "\"").contains("\"'=HYPERLINK(\"\"x\"\")\"");
    }

    /** The documented way to compute a hash, with nothing but the exported file. */
    @Test
    void anybody_can_check_the_exported_chain() throws Exception {
        List<String> lines = lines("jsonl");
        assertThat(lines).hasSize(ENTRIES);
        String previous = "0".repeat(64);
        for (int i = lines.size() - 1; i >= 0; i--) { // the latest comes first
            JsonNode e = json.readTree(lines.get(i));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, previous);
            add(digest, ORG.toString());
            add(digest, e.get("seq").asText());
            add(digest, e.get("id").asText());
            add(digest, Long.toString(Instant.parse(e.get("at").asText()).toEpochMilli()));
            add(digest, text(e.get("requestId")));
            add(digest, e.get("actorKind").asText());
            add(digest, text(e.get("actorId")));
            add(digest, e.get("actorName").asText());
            add(digest, e.get("action").asText());
            add(digest, e.get("recordType").asText());
            add(digest, e.get("recordId").asText());
            add(digest, e.get("details").toString());
            previous = HexFormat.of().formatHex(digest.digest());
            assertThat(e.get("hash").asText()).as(lines.get(i)).isEqualTo(previous);
        }
        assertThat(CALLER.call(() -> trail.head().hash())).isEqualTo(previous);
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update((field == null ? "-" : bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private EntryResource resource() {
        Organizations madrid = new Organizations() {
            @Override
            public Organization current() {
                return new Organization(ORG, "Ana", "Ana", null, "ES", "EUR", "Europe/Madrid", "es-ES", null, 0);
            }

            @Override
            public List<Id> all() {
                return List.of(ORG);
            }
        };
        return new EntryResource(trail, (locale, key, args) -> Optional.of(key + " " + locale.toLanguageTag()), madrid);
    }

    @Test
    void entries_say_in_words_what_was_done_and_are_found_by_the_days_of_the_organisation() {
        EntryResource resource = resource();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Madrid"));
        CALLER.<@Nullable Void>call(() -> {
            List<EntryView> all = list(resource, null, null);
            assertThat(all).isNotEmpty();
            assertThat(all.get(0).title()).startsWith("audit." + all.get(0).action());
            assertThat(list(
                            resource,
                            today.minusDays(1).toString(),
                            today.plusDays(1).toString()))
                    .isEqualTo(all);
            assertThat(list(resource, null, today.minusDays(2).toString())).isEmpty();
            assertThat(list(resource, today.plusDays(2).toString(), null)).isEmpty();
            return null;
        });
    }

    private static List<EntryView> list(EntryResource resource, @Nullable String from, @Nullable String to) {
        return resource.list(null, null, null, null, from, to, new PageRequest())
                .items();
    }

    @Test
    void bad_questions_get_a_clear_answer() {
        EntryResource resource = resource();
        String hash = "ab".repeat(32);
        CALLER.<@Nullable Void>call(() -> {
            refuses(() -> resource.verify(3L, null));
            refuses(() -> resource.verify(null, hash));
            refuses(() -> resource.verify(0L, hash));
            refuses(() -> resource.verify(3L, "xyz"));
            refuses(() -> resource.export("pdf", null, null));
            refuses(() -> resource.export("csv", "yesterday", null));
            assertThat(resource.verify(null, null).intact()).isTrue();
            assertThat(resource.verify(3L, hash).intact()).isFalse();
            return null;
        });
    }

    private static void refuses(Runnable question) {
        assertThatThrownBy(question::run).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.status())
                .isEqualTo(422));
    }
}
