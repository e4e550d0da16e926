package io.rubro.crm.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.internal.health.Today;
import io.rubro.crm.internal.pipeline.PipelineServices;
import io.rubro.crm.internal.prediction.WinReason.Direction;
import io.rubro.crm.internal.reports.Deals;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.Stage;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WinPredictionsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private Crm crm;
    private PipelineServices sales;
    private Contact acme;
    private Contact old;

    @AfterEach
    void stop() {
        crm.close();
    }

    private void start(TestDatabase database) {
        crm = new Crm(database);
        sales = PipelineServices.of(crm);
        acme = crm.in(() -> crm.contacts.create(Crm.company("Acme Corp", null, "info@acme.com")));
        old = crm.in(() -> crm.contacts.create(Crm.company("Bodega Sur", null, "info@sur.com")));
    }

    /** The service with nothing learnt yet. */
    private WinPredictions predictions() {
        Deals deals = new Deals(crm.platform.sql(), crm.organizations, crm.platform.schema("crm"));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new WinPredictions(
                crm.platform.transactions(),
                sales.opportunities(),
                sales.pipelines(),
                deals,
                new History(
                        crm.platform.transactions(),
                        crm.platform.sql(),
                        deals,
                        crm.organizations,
                        crm.platform.schema("crm")),
                crm.messages,
                new Today(crm.organizations, clock),
                clock);
    }

    private <T> T in(String language, Callable<T> work) {
        return new Caller(Caller.Kind.USER, new Id(9), "ana", Crm.SPAIN, Set.of("*"), Locale.forLanguageTag(language))
                .call(work);
    }

    private Stage stage(String key) {
        return crm.in(sales.pipelines()::standard).stages().stream()
                .filter(stage -> stage.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Opportunity open(Contact contact, String source, String currency) {
        return crm.in(() -> sales.opportunities()
                .create(new OpportunityDraft(
                        contact.id(), null, "venta", null, new BigDecimal("1000"), currency, 50, null, null, source)));
    }

    /** Writes down an opportunity, decides it and puts all that into the past. */
    private void decided(Contact contact, String source, boolean won, LocalDate made, LocalDate closed) {
        Opportunity o = open(contact, source, null);
        Id stage = stage(won ? "won" : "lost").id();
        crm.in(() -> sales.opportunities()
                .move(o.id(), new IfMatch(o.version()), stage, null, won ? null : "Precio demasiado alto"));
        Tenant.run(Crm.SPAIN, () -> crm.platform.transactions().run(() -> {
            crm.platform
                    .sql()
                    .update(
                            "update crm.opportunity set closed_on = ? where organization_id = {org} and id = ?",
                            closed,
                            o.id());
            crm.platform
                    .sql()
                    .update(
                            "update crm.opportunity_move set moved_at = ? where organization_id = {org}"
                                    + " and opportunity_id = ?",
                            made.atStartOfDay(ZoneOffset.UTC).plusHours(12).toInstant(),
                            o.id());
        }));
    }

    /** Fifty decided in as many weeks: what was recommended is won, what came from the web is lost, but for one in ten. */
    private void history() {
        for (int i = 0; i < 50; i++) {
            boolean recommended = i % 2 == 0;
            boolean odd = i % 10 == (recommended ? 4 : 7);
            LocalDate closed = DAY.minusWeeks(51L - i);
            decided(acme, recommended ? "Recomendación" : "web", recommended != odd, closed.minusDays(20), closed);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void without_history_it_says_how_much_is_missing(TestDatabase database) {
        start(database);
        decided(acme, "web", true, DAY.minusDays(9), DAY.minusDays(2));
        decided(acme, "web", true, DAY.minusYears(4), DAY.minusYears(3).minusDays(1));
        Opportunity o = open(acme, "web", null);
        WinPredictions service = predictions();
        WinPrediction silent = in("es-ES", () -> service.of(o.id()));
        assertThat(silent.verdict()).isEqualTo(Verdict.SILENT);
        assertThat(silent.percent()).isNull();
        assertThat(silent.reasons()).isEmpty();
        assertThat(silent.entered()).isEqualTo(50);
        assertThat(silent.statement()).contains("Faltan al menos 29", "hay 1 (1 ganadas, 0 perdidas)");
        WinCard card = in("en", service::card);
        assertThat(card.closed()).isEqualTo(1);
        assertThat(card.missing()).isEqualTo(29);
        assertThat(card.since()).isEqualTo(LocalDate.of(2023, 11, 20));
        assertThat(card.statement()).startsWith("At least 29 more decided opportunities are needed");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_history_says_how_likely_and_why(TestDatabase database) {
        start(database);
        history();
        WinPredictions service = predictions();
        WinCard card = in("es-ES", service::card);
        assertThat(card.verdict()).isEqualTo(Verdict.USEFUL);
        assertThat(card.closed()).isEqualTo(50);
        assertThat(card.won()).isEqualTo(25);
        assertThat(card.winRatePercent()).isEqualTo(50);
        assertThat(card.accuracy()).isNotNull();
        assertThat(card.accuracy().tested()).isEqualTo(15);
        assertThat(card.accuracy().modelError()).isLessThan(card.accuracy().winRateError());

        Opportunity good = open(acme, "recomendacion", null);
        Opportunity bad = open(old, "web", null);
        WinPrediction likely = in("es-ES", () -> service.of(good.id()));
        assertThat(likely.useful()).isTrue();
        assertThat(likely.percent()).isBetween(65, 85);
        assertThat(likely.reasons())
                .extracting(WinReason::factor)
                .containsExactly(Factor.STAGE, Factor.SOURCE, Factor.CUSTOMER);
        WinReason source = likely.reasons().get(1);
        assertThat(source.direction()).isEqualTo(Direction.UP);
        assertThat(source.points()).isPositive();
        assertThat(source.text())
                .isEqualTo("Origen «recomendacion»: de 25 se ganó el 80 %; por sus etapas se esperaba el 50 %");
        assertThat(likely.reasons().get(0).text())
                .isEqualTo("Pasaron por «Contacto inicial» 50 oportunidades ya decididas: se ganaron 25");
        assertThat(likely.reasons().get(2).text()).startsWith("Ya es cliente: ");
        WinPrediction unlikely = in("en", () -> service.of(bad.id()));
        assertThat(unlikely.percent()).isBetween(15, 35);
        assertThat(unlikely.reasons().get(1).direction()).isEqualTo(Direction.DOWN);
        assertThat(unlikely.reasons().get(2).text()).startsWith("Has not bought yet: ");
        assertThat(in("es-AR", () -> service.of(bad.id())).reasons().get(2).text())
                .startsWith("Todavía no compró: ");
        assertThat(in("es-ES", () -> predictions().of(good.id()))).isEqualTo(likely);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_decided_or_in_another_currency_or_of_others_is_not_foretold(TestDatabase database) {
        start(database);
        Opportunity dollars = open(acme, null, "USD");
        Opportunity lost = open(acme, null, null);
        crm.in(() -> sales.opportunities()
                .move(lost.id(), new IfMatch(lost.version()), stage("lost").id(), null, "Sin presupuesto"));
        WinPredictions service = predictions();
        assertThat(in("es-ES", () -> service.of(dollars.id())).statement())
                .isEqualTo("Solo se aprende de oportunidades en EUR.");
        assertThat(in("es-ES", () -> service.of(lost.id())).verdict()).isEqualTo(Verdict.DECIDED);
        ProblemException foreign = catchThrowableOfType(
                ProblemException.class, () -> Tenant.call(Crm.ARGENTINA, () -> service.of(dollars.id())));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(Tenant.call(Crm.ARGENTINA, service::card).closed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void only_what_was_known_when_a_stage_was_entered_is_learnt_from(TestDatabase database) {
        start(database);
        decided(old, "web", true, LocalDate.of(2026, 1, 10), LocalDate.of(2026, 2, 1));
        decided(old, "web", false, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1));
        decided(old, "web", true, LocalDate.of(2026, 2, 2), LocalDate.of(2026, 4, 1));
        History history = new History(
                crm.platform.transactions(),
                crm.platform.sql(),
                new Deals(crm.platform.sql(), crm.organizations, crm.platform.schema("crm")),
                crm.organizations,
                crm.platform.schema("crm"));
        assertThat(crm.in(() -> history.decided(DAY)).decided())
                .extracting(past -> past.snapshots().get(0).customer())
                .containsExactly(false, false, true);
        assertThat(crm.in(() -> history.decided(DAY)).decided())
                .allSatisfy(past -> assertThat(past.snapshots()).hasSize(1).allSatisfy(at -> assertThat(at.entered())
                        .isEqualTo(50)));
        assertThat(crm.in(() -> history.firstPurchase(old.id()))).contains(LocalDate.of(2026, 2, 1));
        assertThat(crm.in(() -> history.firstPurchase(acme.id()))).isEmpty();
    }
}
