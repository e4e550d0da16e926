package io.rubro.crm.internal.health;

import static io.rubro.crm.internal.service.Crm.SPAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.Contact;
import io.rubro.crm.health.Explanation;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Health;
import io.rubro.crm.health.Level;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The customer files the product was drawn with, figure by figure, from invoices and payments alone. */
class SeedDocumentsTest {

    private static final Customer ACME = new Customer(null, "Acme Corp", null, "info@acme.com", null, null);
    private static final Customer XYZ =
            new Customer(null, "Empresa XYZ S.L.", "A58818501", "contacto@xyz.com", null, null);

    private Crm crm;

    @AfterEach
    void stop() {
        crm.close();
    }

    private InvoiceIssued issue(Customer customer, LocalDate day, int dueIn, String total) {
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

    private void pay(InvoiceIssued invoice, int days) {
        LocalDate day = invoice.issueDate().plusDays(days);
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

    private Health health(Customer customer) {
        Contact contact =
                crm.in(() -> crm.contacts.findByEmail(customer.email())).orElseThrow();
        return crm.in(() -> crm.health.health.get(contact.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void document_1_cases_1_and_2_an_invoice_and_its_payment(TestDatabase database) {
        crm = new Crm(database);
        LocalDate issued = LocalDate.of(2025, 12, 18);
        crm.health.on(issued);
        InvoiceIssued invoice = issue(ACME, issued, 30, "5000");
        Health owed = health(ACME);
        assertThat(owed.lifetimeValue()).isEqualTo("5000.00");
        assertThat(owed.balance()).isEqualTo("5000.00");
        assertThat(owed.unpaidInvoices()).isOne();

        crm.health.on(issued.plusDays(5));
        pay(invoice, 5);
        Health paid = health(ACME);
        assertThat(paid.lifetimeValue()).isEqualTo("5000.00");
        assertThat(paid.paid()).isEqualTo("5000.00");
        assertThat(paid.balance()).as("Saldo: €0").isEqualTo("0.00");
        assertThat(paid.unpaidInvoices()).isZero();
        assertThat(paid.lastPayment()).isEqualTo("2025-12-23");
        assertThat(paid.daysToPay()).isEqualTo(5);
        assertThat(paid.onTimePercent()).isEqualTo(100);
        assertThat(paid.grade()).as("one purchase tells little").isEqualTo(Grade.UNKNOWN);
    }

    /**
     * 24 invoices of 1,850, sparse at first and every two weeks for the last ones, the last on 14/12/2025; each paid within
     * 8 to 22 days, 15 in the mean, the last payment on 22/12.
     */
    private void twoYears(Customer customer) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = LocalDate.of(2025, 12, 14);
        for (int i = 0; i < 15; i++) {
            days.add(0, day.minusDays(14L * i));
        }
        LocalDate first = LocalDate.of(2024, 6, 15);
        for (int i = 0; i < 9; i++) {
            days.add(i, first.plusDays(36L * i));
        }
        for (int i = 0; i < days.size(); i++) {
            pay(issue(customer, days.get(i), 30, "1850"), i % 2 == 0 ? 22 : 8);
        }
    }

    /** So many small customers that five in a hundred of all are one. */
    private void others(int count) {
        for (int i = 0; i < count; i++) {
            issue(
                    new Customer(null, "Otro " + i, null, "otro" + i + "@example.com", null, null),
                    LocalDate.of(2025, 11, 3),
                    60,
                    "100");
        }
        crm.in(() -> {
            crm.health.top.choose();
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void document_4_the_file_of_a_customer(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(LocalDate.of(2025, 12, 26));
        twoYears(XYZ);
        others(19);

        Health file = health(XYZ);
        assertThat(file.invoices()).as("Facturas: 24").isEqualTo(24);
        assertThat(file.lifetimeValue()).as("Total generado: €44.400").isEqualTo("44400.00");
        assertThat(file.meanInvoice()).as("Promedio por factura: €1.850").isEqualTo("1850.00");
        assertThat(file.frequencyDays()).as("Frecuencia: cada 2 semanas").isEqualTo(14);
        assertThat(file.nextInvoice()).as("Próxima factura esperada").isEqualTo("2025-12-28");
        assertThat(file.firstInvoice()).as("Desde").isEqualTo("2024-06-15");
        assertThat(file.daysToPay()).as("Días para pagar: 15").isEqualTo(15);
        assertThat(file.onTimePercent()).as("100% puntual").isEqualTo(100);
        assertThat(file.lastPayment()).as("Último pago: 22/12").isEqualTo("2025-12-22");
        assertThat(file.unpaidInvoices()).as("Facturas impagadas: 0").isZero();
        assertThat(file.balance()).isEqualTo("0.00");
        assertThat(file.defaultRisk()).as("Riesgo de impago: BAJO").isEqualTo(Level.LOW);
        assertThat(file.churnScore()).as("Riesgo de pérdida: BAJO").isLessThan(Churn.MEDIUM);
        assertThat(file.growth()).as("Potencial de crecimiento: ALTO").isEqualTo(Level.HIGH);
        assertThat(file.top()).as("Cliente más valioso: SÍ (Top 5%)").isTrue();
        assertThat(file.grade()).as("Salud: EXCELENTE").isEqualTo(Grade.EXCELLENT);
        assertThat(crm.in(() -> crm.health.health.explain(file.contactId())))
                .extracting(Explanation::value)
                .contains("Excelente", "cada 2 semanas", "28/12/2025", "15 días", "100 %", "Alto", "Sí");
    }

    /**
     * Document 3 draws 45,400 with a mean of 1,850, which no whole number of invoices has: the sum is drawn here, the mean
     * in document 4.
     */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void document_3_an_invoice_of_2500_raises_the_lifetime_value(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(LocalDate.of(2025, 12, 26));
        twoYears(XYZ);
        pay(issue(XYZ, LocalDate.of(2025, 12, 14), 30, "1000"), 8);
        Health before = health(XYZ);
        assertThat(before.lifetimeValue()).as("LTV: €45.400").isEqualTo("45400.00");
        assertThat(before.nextInvoice()).as("Próxima factura esperada").isEqualTo("2025-12-28");
        assertThat(before.daysToPay()).as("Días para pagar: 15").isEqualTo(15);
        assertThat(before.onTimePercent()).as("Historial pago: 100%").isEqualTo(100);
        assertThat(before.defaultRisk()).as("Riesgo impago: BAJO").isEqualTo(Level.LOW);
        assertThat(before.grade()).as("Salud: EXCELENTE").isEqualTo(Grade.EXCELLENT);

        crm.health.on(LocalDate.of(2025, 12, 28));
        issue(XYZ, LocalDate.of(2025, 12, 28), 30, "2500");
        Health after = health(XYZ);
        assertThat(after.lifetimeValue()).as("LTV: €47.900").isEqualTo("47900.00");
        assertThat(after.lastInvoice()).isEqualTo("2025-12-28");
        assertThat(after.nextInvoice()).as("computed anew").isEqualTo("2026-01-11");
        assertThat(after.defaultRisk()).isEqualTo(Level.LOW);
        assertThat(after.grade()).isEqualTo(Grade.EXCELLENT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void document_4_forty_five_days_without_paying_is_a_risk(TestDatabase database) {
        crm = new Crm(database);
        crm.health.on(LocalDate.of(2025, 12, 26));
        issue(ACME, LocalDate.of(2025, 10, 12), 30, "1850");
        Health file = health(ACME);
        assertThat(file.overdueDays()).isEqualTo(45);
        assertThat(file.overdue()).isEqualTo("1850.00");
        assertThat(file.defaultRisk()).isEqualTo(Level.HIGH);
        assertThat(file.grade()).isEqualTo(Grade.DANGER);
    }
}
