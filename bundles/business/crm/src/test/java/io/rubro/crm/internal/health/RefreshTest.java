package io.rubro.crm.internal.health;

import static io.rubro.crm.internal.service.Crm.SPAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.health.Explanation;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Level;
import io.rubro.crm.internal.health.CustomerInvoices.CustomerInvoice;
import io.rubro.crm.internal.health.CustomerInvoices.ForecastBasis;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the passing of days changes, and what is foretold. */
class RefreshTest {

    private static final Instant AT = Instant.parse("2026-01-20T09:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    private Crm crm;

    @AfterEach
    void stop() {
        crm.close();
    }

    private void start(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(DAY);
    }

    private static Customer customer(String name) {
        return new Customer(null, name, null, name + "@example.com", null, null);
    }

    private InvoiceIssued issue(String customer, LocalDate day, String total) {
        InvoiceIssued invoice = Histories.invoice(customer(customer), day, day.plusDays(30), total);
        crm.deliver(SPAIN, invoice, AT);
        return invoice;
    }

    private void pay(InvoiceIssued invoice, LocalDate day) {
        crm.deliver(SPAIN, Histories.paid(invoice, invoice.total(), day), AT);
    }

    private Contact contact(String name) {
        return crm.in(() -> crm.contacts.findByEmail(name + "@example.com")).orElseThrow();
    }

    private void refresh() {
        crm.in(() -> {
            crm.health.refresh.run();
            crm.health.backTest.run();
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_customer_is_active_from_the_first_invoice_and_inactive_after_a_year_without_one(TestDatabase database) {
        start(database);
        Contact prospect = crm.in(() -> crm.contacts.create(Crm.company("Ana", null, "ana@example.com")));
        assertThat(prospect.status()).isEqualTo(ContactStatus.PROSPECT);
        issue("ana", DAY, "100");
        issue("moroso", DAY, "100");
        Contact moroso = contact("moroso");
        crm.in(() -> crm.contacts.update(
                moroso.id(),
                new IfMatch(moroso.version()),
                moroso.toDraft().edit().status(ContactStatus.BLOCKED).build()));
        assertThat(contact("ana").status()).isEqualTo(ContactStatus.ACTIVE);

        crm.health.on(DAY.plusDays(365));
        refresh();
        assertThat(contact("ana").status()).as("a year to the day").isEqualTo(ContactStatus.ACTIVE);
        crm.health.on(DAY.plusDays(366));
        refresh();
        assertThat(contact("ana").status()).isEqualTo(ContactStatus.INACTIVE);
        assertThat(contact("moroso").status()).as("only by hand").isEqualTo(ContactStatus.BLOCKED);
        issue("ana", DAY.plusDays(366), "100");
        assertThat(contact("ana").status()).isEqualTo(ContactStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void lists_follow_the_day(TestDatabase database) {
        start(database);
        issue("ana", DAY, "100");
        Id ana = contact("ana").id();
        assertThat(crm.in(() -> crm.health.atRisk.mostPressing())).isEmpty();
        crm.health.on(DAY.plusDays(80));
        crm.health.told.clear();
        refresh();
        assertThat(crm.health.told).contains(Set.of(ana));
        assertThat(crm.in(() -> crm.health.atRisk.mostPressing()))
                .singleElement()
                .satisfies(customer -> {
                    assertThat(customer.contactId()).isEqualTo(ana);
                    assertThat(customer.grade()).isEqualTo(Grade.DANGER);
                    assertThat(customer.overdue()).isEqualTo("100.00");
                    assertThat(customer.overdueDays()).isEqualTo(50);
                    assertThat(customer.defaultRisk()).isEqualTo(Level.HIGH);
                });
        crm.health.told.clear();
        refresh();
        assertThat(crm.health.told).as("once a day").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void among_equals_the_one_who_bought_earlier_is_at_the_top_and_19_have_none(TestDatabase database) {
        start(database);
        for (int i = 0; i < 19; i++) {
            issue("c" + i, DAY.minusDays(i), "100");
        }
        refresh();
        assertThat(crm.in(() -> crm.health.health.get(contact("c18").id())).top())
                .isFalse();
        issue("c19", DAY.minusDays(3), "50");
        crm.health.on(DAY.plusDays(1));
        refresh();
        assertThat(crm.in(() -> crm.health.health.get(contact("c18").id())).top())
                .isTrue();
        assertThat(crm.in(() -> crm.health.health.get(contact("c17").id())).top())
                .isFalse();
        issue("c17", DAY, "1");
        crm.health.on(DAY.plusDays(2));
        refresh();
        assertThat(crm.in(() -> crm.health.health.get(contact("c17").id())).top())
                .isTrue();
        assertThat(crm.in(() -> crm.health.health.get(contact("c18").id())).top())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void payments_are_foretold_once_enough_was_paid_and_only_if_that_beats_the_due_date(TestDatabase database) {
        start(database);
        LocalDate first = DAY.minusDays(500);
        InvoiceIssued open = issue("lento", DAY.minusDays(5), "70");
        for (int i = 0; i < 29; i++) {
            String who = i % 2 == 0 ? "lento" : "puntual";
            LocalDate day = first.plusDays(12L * i);
            pay(issue(who, day, "100"), day.plusDays(i % 2 == 0 ? 52 : 30));
        }
        refresh();
        assertThat(crm.in(() -> crm.health.customerInvoices.quality()).basis()).isEqualTo(ForecastBasis.NONE);
        assertThat(crm.in(() ->
                        crm.health.customerInvoices.expected(contact("lento").id())))
                .isEmpty();

        pay(issue("lento", DAY.minusDays(90), "100"), DAY.minusDays(38));
        crm.health.on(DAY.plusDays(1));
        refresh();
        CustomerInvoices.ForecastQuality quality = crm.in(() -> crm.health.customerInvoices.quality());
        assertThat(quality.basis()).isEqualTo(ForecastBasis.HISTORY);
        assertThat(quality.paidInvoices()).isEqualTo(30);
        assertThat(quality.history()).isNotNull();
        assertThat(quality.dueDate()).isNotNull();
        assertThat(quality.history().meanErrorDays())
                .isLessThan(quality.dueDate().meanErrorDays());
        assertThat(crm.in(() ->
                        crm.health.customerInvoices.expected(contact("lento").id())))
                .singleElement()
                .satisfies(payment -> {
                    assertThat(payment.invoiceId()).isEqualTo(open.invoiceId());
                    assertThat(payment.fromHistory()).isTrue();
                    assertThat(payment.date())
                            .as("three weeks after the due date, as usual for this one")
                            .isBetween(DAY.plusDays(25 + 15), DAY.plusDays(25 + 22));
                });
        Page<CustomerInvoice> all =
                crm.in(() -> crm.health.customerInvoices.of(contact("lento").id(), new PageRequest(5, null, null)));
        assertThat(all.items()).hasSize(5);
        assertThat(all.items().get(0).id()).isEqualTo(open.invoiceId());
        assertThat(all.items().get(1).expected()).as("paid").isNull();
        Page<CustomerInvoice> rest = crm.in(
                () -> crm.health.customerInvoices.of(contact("lento").id(), new PageRequest(50, null, all.next())));
        assertThat(rest.items()).hasSize(12).doesNotContainAnyElementsOf(all.items());
        assertThat(crm.in(() -> crm.health.customerInvoices.open(new PageRequest(1, null, null)))
                        .items())
                .extracting(CustomerInvoice::id)
                .containsExactly(open.invoiceId());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void figures_are_explained_in_the_language_of_the_caller(TestDatabase database) {
        start(database);
        for (int i = 0; i < 4; i++) {
            InvoiceIssued invoice = issue("ana", DAY.minusDays(160 - 30L * i), "1234.5");
            pay(invoice, invoice.issueDate().plusDays(10));
        }
        Id ana = contact("ana").id();
        assertThat(explain(ana, "es-ES"))
                .filteredOn(why -> why.figure().equals("churnScore"))
                .singleElement()
                .satisfies(why -> {
                    assertThat(why.value()).isEqualTo("61 de 100");
                    assertThat(why.reasons())
                            .containsExactly(
                                    "Sin comprar desde hace 70 días (última compra: 11/11/2025)",
                                    "Lo usual son 30 días entre dos compras",
                                    "Lleva 2,3 veces la pausa usual");
                });
        assertThat(explain(ana, "en"))
                .filteredOn(why -> why.figure().equals("churnScore"))
                .flatExtracting(Explanation::reasons)
                .contains("Has not bought for 70 days (last purchase: 11 Nov 2025)");
        assertThat(explain(ana, "es-AR"))
                .filteredOn(why -> why.figure().equals("lifetimeValue"))
                .flatExtracting(Explanation::reasons)
                .containsExactly("4 facturas, con las notas de crédito descontadas");
    }

    private List<Explanation> explain(Id contact, String language) {
        return new Caller(Caller.Kind.USER, new Id(9), "ana", SPAIN, Set.of("*"), Locale.forLanguageTag(language))
                .call(() -> crm.health.health.explain(contact));
    }
}
