package io.rubro.crm.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.internal.pipeline.Board.Alert;
import io.rubro.crm.internal.pipeline.CloseAlerts.Due;
import io.rubro.crm.internal.pipeline.PipelineSettings.Settings;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseAlertsTest {

    private static final LocalDate CLOSE = LocalDate.of(2026, 12, 20);

    private Sales sales;

    @AfterEach
    void stop() {
        if (sales != null) {
            sales.close();
        }
    }

    private int tell(LocalDate day) {
        return sales.in(() -> sales.alerts.tell(day));
    }

    private Alert alert(Opportunity o) {
        return sales.in(() -> sales.boards.read(o.pipelineId(), null, null, 50)).columns().stream()
                .flatMap(column -> column.cards().stream())
                .filter(card -> card.opportunity().id().equals(o.id()))
                .findFirst()
                .orElseThrow()
                .alert();
    }

    @Test
    void what_there_is_to_say_depends_on_the_day() {
        assertThat(Due.of(CLOSE, CLOSE.minusDays(8), 7)).isNull();
        assertThat(Due.of(CLOSE, CLOSE.minusDays(7), 7)).isEqualTo(new Due(Alert.SOON, "SOON"));
        assertThat(Due.of(CLOSE, CLOSE.minusDays(1), 7)).isEqualTo(new Due(Alert.SOON, "SOON"));
        assertThat(Due.of(CLOSE, CLOSE.minusDays(1), 0)).isNull();
        assertThat(Due.of(CLOSE, CLOSE, 0)).isEqualTo(new Due(Alert.TODAY, "TODAY"));
        assertThat(Due.of(CLOSE, CLOSE.plusDays(1), 7)).isEqualTo(new Due(Alert.OVERDUE, "OVERDUE-0"));
        assertThat(Due.of(CLOSE, CLOSE.plusDays(7), 7)).isEqualTo(new Due(Alert.OVERDUE, "OVERDUE-0"));
        assertThat(Due.of(CLOSE, CLOSE.plusDays(8), 7)).isEqualTo(new Due(Alert.OVERDUE, "OVERDUE-1"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void people_hear_of_an_expected_close_once_before_on_the_day_and_every_week_after(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create(sales.draft("Contrato anual", "50000", null, CLOSE));
        sales.create("ohne Datum");
        assertThat(tell(CLOSE.minusDays(8))).isZero();
        assertThat(alert(made)).isNull();
        assertThat(tell(CLOSE.minusDays(7))).isEqualTo(1);
        assertThat(alert(made)).isEqualTo(Alert.SOON);
        assertThat(tell(CLOSE.minusDays(7))).isZero();
        assertThat(tell(CLOSE.minusDays(3))).isZero();
        Notification first = sales.notifications.get(0);
        assertThat(first.code()).isEqualTo("crm.opportunity.alert.soon");
        assertThat(first.permission()).isEqualTo("crm.opportunity.read");
        assertThat(first.path()).isEqualTo("opportunities/" + made.id());
        assertThat(first.args().get("title")).isEqualTo("Contrato anual");
        assertThat(first.args().get("contact")).isEqualTo("Acme Corp");
        assertThat(first.args().get("value")).isEqualTo("50.000,00\u00a0€");
        assertThat(first.args().get("days")).isEqualTo(7L);
        assertThat(new Crm.FileMessages()
                        .text(
                                java.util.Locale.forLanguageTag("es-ES"),
                                first.code(),
                                new java.util.HashMap<>(first.args())))
                .hasValueSatisfying(text -> assertThat(text).contains("Acme Corp", "20 dic 2026"));

        assertThat(tell(CLOSE)).isEqualTo(1);
        assertThat(alert(made)).isEqualTo(Alert.TODAY);
        assertThat(tell(CLOSE.plusDays(1))).isEqualTo(1);
        assertThat(tell(CLOSE.plusDays(7))).isZero();
        assertThat(tell(CLOSE.plusDays(8))).isEqualTo(1);
        assertThat(tell(CLOSE.plusDays(60))).isEqualTo(1); // what was missed meanwhile is not made up for
        assertThat(sales.notifications)
                .extracting(Notification::severity)
                .containsExactly(Severity.INFO, Severity.INFO, Severity.WARNING, Severity.WARNING, Severity.WARNING);
        // telling is no change of the card: whoever edits it is not disturbed
        assertThat(sales.get(made).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_day_begins_anew_and_what_is_decided_is_left_alone(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create(sales.draft("x", "1", null, CLOSE));
        tell(CLOSE.minusDays(1));
        assertThat(sales.notifications)
                .extracting(Notification::code)
                .containsExactly("crm.opportunity.alert.tomorrow");
        OpportunityDraft later = sales.draft("x", "1", null, CLOSE.plusDays(30));
        Opportunity put = sales.in(() -> sales.opportunities.update(made.id(), Sales.seen(made), later));
        assertThat(alert(made)).isNull();
        assertThat(tell(CLOSE)).isZero();
        assertThat(tell(CLOSE.plusDays(25))).isEqualTo(1);
        sales.in(() -> {
            sales.opportunities.seen(made.id());
            return null;
        });
        assertThat(alert(made)).isNull();
        assertThat(tell(CLOSE.plusDays(25))).isZero();
        tell(CLOSE.plusDays(30));
        sales.move(put, "won");
        assertThat(alert(made)).isNull();
        assertThat(tell(CLOSE.plusDays(40))).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_owner_alone_is_told_if_there_is_one(TestDatabase database) {
        sales = new Sales(database);
        OpportunityDraft draft = sales.draft("x", "1", null, CLOSE);
        sales.create(draft);
        sales.create(new OpportunityDraft(
                draft.contactId(), null, "y", null, draft.value(), null, null, CLOSE, Sales.ANA, null));
        tell(CLOSE);
        assertThat(sales.notifications).extracting(Notification::user).containsExactly(null, Sales.ANA);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_organisation_says_how_many_days_before_or_never(TestDatabase database) {
        sales = new Sales(database);
        sales.create(sales.draft("x", "1", null, CLOSE));
        sales.in(() -> sales.settings.set(new Settings(null, List.of())));
        assertThat(tell(CLOSE)).isZero();
        sales.in(() -> sales.settings.set(new Settings(30, List.of())));
        assertThat(tell(CLOSE.minusDays(30))).isEqualTo(1);
        assertThat(Tenant.call(Crm.ARGENTINA, () -> sales.alerts.tell(CLOSE))).isZero();
    }
}
