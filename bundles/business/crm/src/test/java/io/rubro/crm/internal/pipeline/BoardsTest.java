package io.rubro.crm.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.calendar.CalendarItem;
import io.rubro.crm.internal.pipeline.Board.Column;
import io.rubro.crm.internal.pipeline.Board.Total;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoardsTest {

    private Sales sales;

    @AfterEach
    void stop() {
        if (sales != null) {
            sales.close();
        }
    }

    private Board board(Id owner, String text, int cards) {
        return sales.in(() -> sales.boards.read(sales.pipelines.standard().id(), owner, text, cards));
    }

    private Column column(Board board, String stage) {
        return board.columns().stream()
                .filter(column -> column.stageId().equals(sales.stage(stage).id()))
                .findFirst()
                .orElseThrow();
    }

    private OpportunityDraft draft(String title, String value, String currency, Integer probability, Id owner) {
        return new OpportunityDraft(
                sales.acme.id(), null, title, null, new BigDecimal(value), currency, probability, null, owner, null);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void every_column_has_its_sums_and_first_cards(TestDatabase database) {
        sales = new Sales(database);
        sales.create(draft("Mantenimiento", "1000.10", null, 75, Sales.ANA));
        sales.create(draft("Instalación", "0.35", null, 33, null));
        sales.create(draft("Exportación", "500", "USD", null, null));
        Column first = column(board(null, null, 2), "initial");
        assertThat(first.count()).isEqualTo(3);
        assertThat(first.totals())
                .containsExactly(
                        // 750.075 + 0.1155, rounded once
                        new Total("EUR", 2, new BigDecimal("1000.45"), new BigDecimal("750.19")),
                        new Total("USD", 1, new BigDecimal("500.00"), new BigDecimal("50.00")));
        assertThat(first.cards())
                .extracting(card -> card.opportunity().title())
                .containsExactly("Exportación", "Instalación");
        Column demo = column(board(null, null, 2), "demo");
        assertThat(demo.count()).isZero();
        assertThat(demo.totals()).containsExactly(new Total("EUR", 0, new BigDecimal("0.00"), new BigDecimal("0.00")));
        assertThat(board(null, null, 0).columns()).hasSize(7).allMatch(column -> column.cards()
                .isEmpty());

        Column mine = column(board(Sales.ANA, null, 10), "initial");
        assertThat(mine.count()).isEqualTo(1);
        assertThat(mine.cards()).hasSize(1);
        Column found = column(board(null, "INSTALACION acme", 10), "initial");
        assertThat(found.cards()).extracting(card -> card.opportunity().title()).containsExactly("Instalación");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_card_is_quiet_once_nothing_happened_for_too_long(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("x");
        Instant before = Instant.now().minus(Duration.ofDays(20));
        sales.in(() -> sales.crm
                .platform
                .sql()
                .update(
                        "update crm.opportunity set moved_at = ? where organization_id = {org} and id = ?",
                        before,
                        made.id()));
        assertThat(column(board(null, null, 10), "initial").cards().get(0).quietDays())
                .isEqualTo(20);
        sales.in(() -> sales.crm.interactions.add(
                sales.acme.id(),
                new InteractionDraft(
                        InteractionType.CALL,
                        "Llamada",
                        null,
                        Instant.now().minus(Duration.ofDays(3)),
                        null,
                        null,
                        true,
                        null,
                        null)));
        assertThat(column(board(null, null, 10), "initial").cards().get(0).quietDays())
                .isNull();
    }

    @Test
    void how_long_is_too_long_is_said_by_the_stage() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        Instant moved = now.minus(Duration.ofDays(7));
        assertThat(Boards.quiet(stage(7), moved, null, now)).isEqualTo(7);
        assertThat(Boards.quiet(stage(8), moved, null, now)).isNull();
        assertThat(Boards.quiet(stage(null), moved, null, now)).isNull();
        assertThat(Boards.quiet(stage(7), moved, now.minus(Duration.ofDays(9)), now))
                .isEqualTo(7);
        assertThat(Boards.quiet(stage(7), moved, now.minus(Duration.ofDays(6)), now))
                .isNull();
    }

    private static Stage stage(Integer idleDays) {
        return new Stage(new Id(1), "x", "x", StageKind.OPEN, 50, idleDays);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_expected_close_stands_in_the_calendar_of_the_owner(TestDatabase database) {
        sales = new Sales(database);
        LocalDate close = LocalDate.of(2026, 12, 1);
        OpportunityDraft mine = draft("Contrato", "10", null, null, Sales.ANA);
        Opportunity made = sales.create(new OpportunityDraft(
                mine.contactId(), null, "Contrato", null, mine.value(), null, null, close, Sales.ANA, null));
        sales.create(sales.draft("De nadie", "10", null, close));
        CloseCalendar calendar = new CloseCalendar(
                sales.crm.platform.sql(),
                sales.crm.organizations,
                new Crm.FileMessages(),
                sales.crm.platform.schema("crm"));
        Instant from = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(sales.in(() -> calendar.items(Sales.ANA, from, from.plus(Duration.ofDays(60)), 10)))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.title()).isEqualTo("Cierre previsto: Contrato (Acme Corp)");
                    assertThat(item.when()).isEqualTo(new CalendarItem.Day(close));
                    assertThat(item.path()).isEqualTo("opportunities/" + made.id());
                });
        assertThat(sales.in(() -> calendar.items(Sales.ANA, from, from.plus(Duration.ofDays(10)), 10)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_a_contact_may_buy_follows_it_is_exported_and_forgotten(TestDatabase database) {
        sales = new Sales(database);
        OpportunityPart part = new OpportunityPart(sales.crm.platform.sql(), sales.crm.platform.schema("crm"));
        Opportunity made = sales.create(sales.draft("Boda de Ana", "10", null, LocalDate.of(2026, 12, 1)));
        sales.in(() -> sales.opportunities.move(
                made.id(), Sales.seen(made), sales.stage("lost").id(), null, "Se casa en otro sitio"));
        List<Map<String, Object>> exported = sales.in(() -> part.export(sales.acme.id()));
        assertThat(exported).hasSize(1);
        assertThat(exported.get(0))
                .containsEntry("title", "Boda de Ana")
                .containsEntry("stage", "Perdida")
                .containsEntry("lostReason", "Se casa en otro sitio")
                .containsEntry("value", new BigDecimal("10.00"));
        assertThat(part.table()).isEqualTo("crm.opportunity");
        sales.in(() -> {
            part.erase(sales.acme.id());
            return null;
        });
        Opportunity erased = sales.get(made);
        assertThat(erased.title()).isEqualTo("—");
        assertThat(erased.lostReason()).isEqualTo("—");
        assertThat(erased.value()).isEqualTo(new BigDecimal("10.00"));
        assertThat(sales.in(() -> sales.opportunities.history(made.id())).get(1).lostReason())
                .isEqualTo("—");
    }
}
