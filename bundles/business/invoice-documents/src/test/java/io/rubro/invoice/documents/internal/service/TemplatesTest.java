package io.rubro.invoice.documents.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.invoice.documents.internal.print.BuiltInTemplates;
import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T11:00:00Z");

    private final List<String> audited = new ArrayList<>();

    private Templates templates(TestPlatform platform) {
        platform.migrate("invoice-documents", "db/changelog.xml");
        return new Templates(
                platform.transactions(),
                platform.sql(),
                (action, type, id, details) -> audited.add(action),
                new RecordedLive(),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static void refused(int status, Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                        .isEqualTo(status));
    }

    private static @Nullable IfMatch version(long version) {
        return new IfMatch(version);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_organisation_changes_its_template_and_goes_back(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            Templates templates = templates(platform);
            Tenant.run(Id.next(), () -> {
                PrintTemplate builtIn = templates.get(PaperFormat.A4);
                assertThat(builtIn.own()).isFalse();
                assertThat(builtIn.html()).isEqualTo(BuiltInTemplates.of(PaperFormat.A4));
                String long1 = "<html>" + "ñ".repeat(60_000) + "</html>";
                PrintTemplate first = templates.put(PaperFormat.A4, version(0), long1, true);
                assertThat(first).isEqualTo(new PrintTemplate("invoice", long1, true, true, 1, NOON));
                assertThat(templates.inUse(PaperFormat.A4)).isEqualTo(long1);
                assertThat(templates.inUse(PaperFormat.TICKET)).isEqualTo(BuiltInTemplates.of(PaperFormat.TICKET));
                templates.put(PaperFormat.A4, version(1), "<html>2</html>", false);
                assertThat(templates.inUse(PaperFormat.A4))
                        .as("kept, but not printed with")
                        .isEqualTo(BuiltInTemplates.of(PaperFormat.A4));
                assertThat(templates.list()).extracting(PrintTemplate::version).containsExactly(2L, 0L);
                templates.reset(PaperFormat.A4, version(2));
                assertThat(templates.get(PaperFormat.A4)).isEqualTo(builtIn);
            });
            assertThat(audited)
                    .containsExactly(
                            "invoice-documents.template.write",
                            "invoice-documents.template.write",
                            "invoice-documents.template.reset");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_has_not_seen_the_last_version_changes_nothing(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            Templates templates = templates(platform);
            Tenant.run(Id.next(), () -> {
                refused(428, () -> templates.put(PaperFormat.A4, null, "<html/>", true));
                templates.put(PaperFormat.A4, version(0), "<html/>", true);
                refused(412, () -> templates.put(PaperFormat.A4, version(0), "<p/>", true));
                refused(412, () -> templates.reset(PaperFormat.A4, version(7)));
                assertThat(templates.get(PaperFormat.A4).html()).isEqualTo("<html/>");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_sees_the_template_of_another_organisation(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            Templates templates = templates(platform);
            Tenant.run(Id.next(), () -> templates.put(PaperFormat.A4, version(0), "<html/>", true));
            Tenant.run(Id.next(), () -> {
                assertThat(templates.get(PaperFormat.A4).own()).isFalse();
                refused(412, () -> templates.put(PaperFormat.A4, version(1), "<p/>", true));
            });
        }
    }
}
