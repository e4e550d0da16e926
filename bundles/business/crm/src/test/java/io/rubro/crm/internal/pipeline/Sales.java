package io.rubro.crm.internal.pipeline;

import io.rubro.crm.Contact;
import io.rubro.crm.TimelineEntryReported;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.OpportunityMoved;
import io.rubro.crm.pipeline.Stage;
import io.rubro.platform.ids.Id;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Caller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pipelines and opportunities on a real database, with a customer to sell to. */
final class Sales implements AutoCloseable {

    /** One who works here. */
    static final Id ANA = Crm.ANA.id();

    final Crm crm;
    final SqlPipelines pipelines;
    final SqlOpportunities opportunities;
    final PipelineConfiguration configuration;
    final PipelineSettings settings;
    final Boards boards;
    final CloseAlerts alerts;
    final List<Notification> notifications = new CopyOnWriteArrayList<>();
    final Contact acme;

    Sales(TestDatabase database) {
        crm = new Crm(database);
        Transactions transactions = crm.platform.transactions();
        Sql sql = crm.platform.sql();
        PipelineServices services = PipelineServices.of(crm);
        pipelines = services.pipelines();
        opportunities = services.opportunities();
        configuration = new PipelineConfiguration(transactions, sql, pipelines, opportunities, crm.audit, crm.live);
        settings = new PipelineSettings(transactions, sql, pipelines, crm.audit, crm.live);
        boards = new Boards(transactions, sql, pipelines, crm.organizations);
        alerts = new CloseAlerts(
                transactions,
                sql,
                settings,
                crm.organizations,
                new Owners(crm.colleagues),
                notifications::add,
                crm.live);
        acme = crm.in(() -> crm.contacts.create(Crm.company("Acme Corp", null, "info@acme.com")));
    }

    /** Works for the Spanish organisation. */
    <T> T in(Callable<T> work) {
        return crm.in(work);
    }

    /** Works for the Spanish organisation as somebody. */
    <T> T as(String name, Callable<T> work) {
        return new Caller(Caller.Kind.USER, new Id(9), name, Crm.SPAIN, Set.of("*"), Locale.forLanguageTag("es-ES"))
                .call(work);
    }

    /** A stage of the standard pipeline. */
    Stage stage(String key) {
        return in(pipelines::standard).stages().stream()
                .filter(stage -> stage.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    OpportunityDraft draft(String title) {
        return draft(title, "1000", null, null);
    }

    OpportunityDraft draft(String title, String value, Id stage, LocalDate close) {
        return new OpportunityDraft(
                acme.id(), stage, title, null, new BigDecimal(value), null, null, close, null, null);
    }

    Opportunity create(String title) {
        return in(() -> opportunities.create(draft(title)));
    }

    Opportunity create(OpportunityDraft draft) {
        return in(() -> opportunities.create(draft));
    }

    Opportunity move(Opportunity o, String stage) {
        return in(() -> opportunities.move(o.id(), seen(o), stage(stage).id(), null, null));
    }

    Opportunity get(Opportunity o) {
        return in(() -> opportunities.get(o.id()));
    }

    static IfMatch seen(Opportunity o) {
        return new IfMatch(o.version());
    }

    /** What was told of opportunities that were made or entered another stage. */
    List<OpportunityMoved> moves() {
        return crm.events.stream()
                .filter(OpportunityMoved.class::isInstance)
                .map(OpportunityMoved.class::cast)
                .toList();
    }

    /** What was reported to time lines. */
    List<TimelineEntryReported> told() {
        return crm.events.stream()
                .filter(TimelineEntryReported.class::isInstance)
                .map(TimelineEntryReported.class::cast)
                .toList();
    }

    @Override
    public void close() {
        crm.close();
    }
}
