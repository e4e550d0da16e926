package io.rubro.crm.internal.recommendations;

import static io.rubro.crm.internal.service.Crm.SPAIN;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.Contact;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.pipeline.PipelineServices;
import io.rubro.crm.internal.pipeline.SqlOpportunities;
import io.rubro.crm.internal.pipeline.SqlPipelines;
import io.rubro.crm.internal.recommendations.rules.EveryRule;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.security.Caller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Recommendations on a real database, from invoices and payments as billing announces them. */
final class Advising implements AutoCloseable {

    /** The day document 4 is drawn on. */
    static final LocalDate TODAY = LocalDate.of(2025, 12, 26);

    static final Customer XYZ = new Customer(null, "Empresa XYZ S.L.", "A58818501", "contacto@xyz.com", null, null);

    final Crm crm;
    final Rules rules = new Rules();
    final SqlPipelines pipelines;
    final SqlOpportunities opportunities;
    final DueCustomers due;
    final CustomerFiles files;
    final Advisor advisor;
    final Refreshing refreshing;
    final RecommendationPart part;

    Advising(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(TODAY);
        EveryRule.all().forEach(rules::bindRule);
        PipelineServices services = PipelineServices.of(crm);
        pipelines = services.pipelines();
        opportunities = services.opportunities();
        due = new DueCustomers(crm.platform.transactions(), crm.platform.sql(), crm.platform.schema("crm"));
        crm.health.observe(due);
        files = new CustomerFiles(
                crm.contacts,
                crm.health.health,
                opportunities,
                pipelines,
                crm.interactions,
                crm.organizations,
                crm.health.today(),
                crm.platform.sql());
        advisor = new Advisor(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.platform.schema("crm"),
                files,
                rules,
                crm.interactions,
                crm.organizations,
                crm.health.today(),
                new Wording(new Crm.FileMessages()),
                crm.audit,
                crm.live);
        refreshing = new Refreshing(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.platform.schema("crm"),
                advisor,
                due,
                crm.organizations);
        part = new RecommendationPart(crm.platform.sql(), due, crm.platform.schema("crm"));
    }

    /** Works for the Spanish organisation as its owner. */
    <T extends @Nullable Object> T in(Callable<T> work) {
        return as(Set.of("*"), work);
    }

    /** Works for the Spanish organisation as somebody with some permissions. */
    <T extends @Nullable Object> T as(Set<String> permissions, Callable<T> work) {
        return new Caller(
                        Caller.Kind.USER,
                        new Id(9),
                        "ana@example.com",
                        SPAIN,
                        permissions,
                        Locale.forLanguageTag("es-ES"))
                .call(work);
    }

    InvoiceIssued issue(Customer customer, LocalDate day, int dueIn, String total) {
        BigDecimal amount = new BigDecimal(total).setScale(2);
        InvoiceIssued invoice = new InvoiceIssued(
                Id.next(),
                InvoiceKind.INVOICE,
                "FAC-" + day,
                day,
                day.plusDays(dueIn),
                customer,
                "EUR",
                BigDecimal.ZERO.setScale(2),
                amount,
                null,
                amount,
                null);
        crm.deliver(SPAIN, invoice, day.atTime(10, 0).toInstant(ZoneOffset.UTC));
        return invoice;
    }

    void pay(InvoiceIssued invoice, LocalDate day) {
        crm.deliver(
                SPAIN,
                new PaymentRegistered(
                        Id.next(),
                        invoice.invoiceId(),
                        invoice.number(),
                        invoice.customer(),
                        day,
                        "transfer",
                        "EUR",
                        invoice.total(),
                        BigDecimal.ZERO.setScale(2)),
                day.atTime(10, 0).toInstant(ZoneOffset.UTC));
    }

    /** The customer documents 3 and 4 draw: an invoice every two weeks, paid after fifteen days. */
    Contact excellent() {
        for (int number = 1; number <= 24; number++) {
            LocalDate day = number == 1
                    ? LocalDate.of(2024, 6, 15)
                    : LocalDate.of(2025, 12, 14).minusDays(14L * (24 - number));
            pay(issue(XYZ, day, 30, "1850"), number == 24 ? LocalDate.of(2025, 12, 22) : day.plusDays(15));
        }
        return in(() -> crm.contacts.findByEmail("contacto@xyz.com")).orElseThrow();
    }

    /** A customer who should have paid 45 days ago. */
    Contact late(String name, String email, String total) {
        issue(new Customer(null, name, null, email, null, null), TODAY.minusDays(75), 30, total);
        return in(() -> crm.contacts.findByEmail(email)).orElseThrow();
    }

    Id opportunity(Contact contact, String title, String value, int probability) {
        return in(() -> opportunities
                .create(new OpportunityDraft(
                        contact.id(), null, title, null, new BigDecimal(value), null, probability, null, null, null))
                .id());
    }

    void done(Contact contact, InteractionType type, LocalDate day) {
        in(() -> crm.interactions.add(
                contact.id(),
                new InteractionDraft(
                        type, "x", null, day.atTime(9, 0).toInstant(ZoneOffset.UTC), null, null, true, null, null)));
    }

    List<Recommendation> of(Contact contact) {
        return in(() -> advisor.of(contact.id()));
    }

    List<String> rulesAbout(Contact contact) {
        return of(contact).stream().map(Recommendation::rule).toList();
    }

    /** Does the jobs' work for the Spanish organisation. */
    void refresh() {
        in(() -> {
            refreshing.dueOfOne();
            return null;
        });
    }

    @Override
    public void close() {
        rules.stop();
        crm.close();
    }
}
