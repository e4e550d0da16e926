package io.rubro.crm.internal.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.Contact;
import io.rubro.crm.internal.pipeline.PipelineServices;
import io.rubro.crm.internal.reports.Campaigns.Campaign;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reports read of a real database. */
class ReportRowsTest {

    private Crm crm;
    private PipelineServices sales;
    private Deals deals;
    private Campaigns campaigns;
    private CampaignCosts costs;
    private Summaries summaries;
    private Pipeline pipeline;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        sales = PipelineServices.of(crm);
        var transactions = crm.platform.transactions();
        var sql = crm.platform.sql();
        var schema = crm.platform.schema("crm");
        deals = new Deals(sql, crm.organizations, schema);
        costs = new CampaignCosts(transactions, sql, crm.audit, schema);
        campaigns = new Campaigns(transactions, sql, deals, costs, crm.organizations, schema);
        summaries = new Summaries(transactions, sql, deals, crm.organizations, schema);
        pipeline = crm.in(() -> sales.pipelines().standard());
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void reports_agree_with_what_was_done_to_the_opportunities(TestDatabase database) {
        start(database);
        Contact acme = contact("Acme", "Feria");
        Opportunity won = opportunity(acme, "1000.00", "web", null);
        move(won, "proposal", null);
        move(crm.in(() -> sales.opportunities().get(won.id())), "won", null);
        Opportunity lost = opportunity(acme, "500.00", null, null);
        move(lost, "lost", "Precio");
        LocalDate today = LocalDate.now(crm.in(() -> crm.organizations.current().zone()));
        opportunity(acme, "40.00", "WEB", today.plusDays(3));
        Tenant.run(Crm.SPAIN, () -> {
            costs.create(new CampaignCostRequest("Web", today.minusDays(9), today.plusDays(10), money("200.00"), null));
        });

        FunnelReport funnel = crm.in(() -> FunnelReport.of(pipeline, deals.made(today, today)));
        assertThat(funnel.made()).isEqualTo(3);
        assertThat(funnel.won()).isEqualTo(1);
        assertThat(funnel.lost()).isEqualTo(1);
        assertThat(funnel.stages().get(funnel.stages().size() - 1).reached()).isEqualTo(1);

        CycleReport cycle = crm.in(() -> CycleReport.of(pipeline, deals.closed(today, today)));
        assertThat(cycle.wonValue()).isEqualByComparingTo("1000.00");
        assertThat(cycle.reasons())
                .singleElement()
                .extracting(CycleReport.Reason::reason)
                .isEqualTo("Precio");
        assertThat(crm.in(() -> deals.closed(today.plusDays(1), today.plusDays(2))))
                .isEmpty();

        ForecastReport forecast = crm.in(() -> ForecastReport.of(deals.open(), deals.closed(today, today), today));
        assertThat(forecast.total().count()).isEqualTo(1);
        assertThat(forecast.total().weighted()).as("ten percent of forty").isEqualByComparingTo("4.00");

        List<Campaign> report = crm.in(() -> campaigns.report(today.minusDays(9), today));
        assertThat(report)
                .extracting(
                        campaign -> String.valueOf(campaign.source()).toLowerCase(java.util.Locale.ROOT),
                        Campaign::contacts,
                        Campaign::opportunities,
                        Campaign::won,
                        campaign -> campaign.cost().toPlainString())
                .as("one's own source before the contact's; ten of twenty days of the cost")
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("web", 0L, 2, 1, "100.00"),
                        org.assertj.core.groups.Tuple.tuple("feria", 1L, 1, 0, "0.00"));

        SummaryReport summary = crm.in(summaries::now);
        assertThat(summary.contacts()).isEqualTo(1);
        assertThat(summary.openOpportunities()).isEqualTo(1);
        assertThat(summary.openValue()).isEqualByComparingTo("40.00");
        assertThat(summary.wonValueThisMonth()).isEqualByComparingTo("1000.00");
        assertThat(summary.wonValueLastMonth()).isEqualByComparingTo("0.00");
        assertThat(summary.overdueDebt()).isEqualByComparingTo("0.00");

        assertThat(Tenant.call(Crm.ARGENTINA, summaries::now).contacts()).isZero();
        assertThat(Tenant.call(Crm.ARGENTINA, deals::open)).isEmpty();
        assertThat(Tenant.call(Crm.ARGENTINA, () -> campaigns.report(today.minusDays(9), today)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_cost_that_makes_no_sense_is_refused_and_a_changed_one_not_overwritten(TestDatabase database) {
        start(database);
        LocalDate day = LocalDate.of(2026, 1, 1);
        for (CampaignCostRequest wrong : List.of(
                new CampaignCostRequest(" ", day, day, money("1"), null),
                new CampaignCostRequest("web", day, day.minusDays(1), money("1"), null),
                new CampaignCostRequest("web", day, day, money("-1"), null),
                new CampaignCostRequest("web", day, day, money("0.001"), null))) {
            assertThatThrownBy(() -> crm.in(() -> costs.create(wrong))).isInstanceOf(ProblemException.class);
        }
        CampaignCost made = crm.in(() -> costs.create(new CampaignCostRequest("web", day, day, money("1"), null)));
        CampaignCostRequest more = new CampaignCostRequest("web", day, day, money("2.50"), "más");
        CampaignCost changed = crm.in(() -> costs.update(made.id(), new IfMatch(made.version()), more));
        assertThat(changed.amount()).isEqualByComparingTo("2.50");
        assertThatThrownBy(() -> crm.in(() -> costs.update(made.id(), new IfMatch(made.version()), more)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Tenant.call(Crm.ARGENTINA, () -> costs.get(made.id())))
                .isInstanceOf(ProblemException.class);
        Tenant.run(Crm.SPAIN, () -> costs.delete(made.id()));
        assertThat(crm.in(() -> costs.list(day, day))).isEmpty();
    }

    private Contact contact(String name, String source) {
        return crm.in(() -> crm.contacts.create(
                Crm.company(name, null, null).edit().source(source).build()));
    }

    private Opportunity opportunity(
            Contact contact, String value, @Nullable String source, @Nullable LocalDate expected) {
        return crm.in(() -> sales.opportunities()
                .create(new OpportunityDraft(
                        contact.id(), null, "Venta", null, money(value), null, null, expected, null, source)));
    }

    private void move(Opportunity opportunity, String stage, @Nullable String reason) {
        Stage to = pipeline.stages().stream()
                .filter(one -> one.key().equals(stage))
                .findFirst()
                .orElseThrow();
        crm.in(() -> sales.opportunities()
                .move(opportunity.id(), new IfMatch(opportunity.version()), to.id(), null, reason));
    }

    private static BigDecimal money(String text) {
        return new BigDecimal(text);
    }
}
