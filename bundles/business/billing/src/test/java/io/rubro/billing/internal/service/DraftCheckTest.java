package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.acme;
import static io.rubro.billing.internal.service.Office.draft;
import static io.rubro.billing.internal.service.Office.line;
import static io.rubro.billing.internal.service.Office.simple;
import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.LineDraft;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftCheckTest {

    private static Office office;

    @BeforeAll
    static void start() {
        office = new Office(TestDatabase.DERBY);
    }

    @AfterAll
    static void stop() {
        office.close();
    }

    @BeforeEach
    void spain() {
        office.country = "ES";
    }

    private static Invoice write(InvoiceDraft draft) {
        return office.in(() -> office.invoices.create(draft));
    }

    private static InvoiceDraft dated(LocalDate issue, LocalDate due) {
        return new InvoiceDraft(null, issue, due, acme(), List.of(line("1", "1", "21")));
    }

    private static InvoiceDraft to(CustomerDraft customer) {
        return new InvoiceDraft(null, null, null, customer, List.of(line("1", "1", "21")));
    }

    private static LineDraft described(String description) {
        return new LineDraft(description, BigDecimal.ONE, BigDecimal.ONE, null, new BigDecimal("21"));
    }

    @Test
    void every_fault_is_named_at_once() {
        refuses(
                () -> write(new InvoiceDraft(
                        null,
                        TODAY.plusDays(1),
                        TODAY.minusDays(1),
                        new CustomerDraft(null, " ", "B12345678", "nobody", null, "XX"),
                        List.of(line("-1", "-0.01", "19"), described("\t")))),
                "issueDate billing.invoice.issue-date",
                "dueDate billing.invoice.due-date",
                "customer.name billing.text.missing",
                "customer.email billing.customer.email",
                "customer.country billing.customer.country",
                "lines[0].quantity billing.line.quantity",
                "lines[0].unitPrice billing.line.unit-price",
                "lines[0].taxRate billing.line.tax-rate",
                "lines[1].description billing.text.missing");
    }

    @Test
    void an_invoice_has_one_to_a_thousand_lines() {
        refuses(() -> write(draft()), "lines billing.invoice.lines");
        LineDraft[] many = Collections.nCopies(1001, line("1", "1", "21")).toArray(LineDraft[]::new);
        refuses(() -> write(draft(many)), "lines billing.invoice.lines");
        LineDraft[] most = Collections.nCopies(1000, line("1", "1", "21")).toArray(LineDraft[]::new);
        assertThat(write(draft(most)).total()).isEqualTo("1210.00");
    }

    @Test
    void the_total_is_above_zero_and_printable() {
        refuses(() -> write(draft(line("1", "0", "21"))), "lines billing.invoice.total-zero");
        refuses(() -> write(draft(line("999999999999", "2", "0"))), "lines billing.invoice.total-large");
        assertThat(write(draft(line("1", "0", "21"), line("1", "0.01", "0"))).total())
                .isEqualTo("0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e2147483647", "1234567890123", "0.0000001", "1e-7"})
    void numbers_that_do_not_fit_are_refused_without_writing_them_out(String number) {
        refuses(() -> write(draft(line(number, "1", "21"))), "lines[0].quantity billing.number.digits");
        refuses(() -> write(draft(line("1", number, "21"))), "lines[0].unitPrice billing.number.digits");
    }

    @Test
    void six_decimals_fit_also_when_zeros_follow() {
        assertThat(write(draft(line("0.0000010000", "1000000", "21"))).base()).isEqualTo("1.00");
    }

    @Test
    void a_discount_is_a_percentage() {
        for (String percent : List.of("-1", "100.01")) {
            LineDraft line =
                    new LineDraft("x", BigDecimal.ONE, BigDecimal.TEN, new BigDecimal(percent), new BigDecimal("21"));
            refuses(() -> write(draft(line)), "lines[0].discountPercent billing.line.discount");
        }
    }

    @Test
    void rates_hold_for_their_country_and_time() {
        assertThat(write(draft(line("1", "100", "10"), line("1", "100", "4"), line("1", "100", "0")))
                        .taxTotal())
                .isEqualTo("14.00");
        refuses(() -> write(draft(line("1", "100", "27"))), "lines[0].taxRate billing.line.tax-rate");
        refuses(() -> write(draft(line("1", "100", "5"))), "lines[0].taxRate billing.line.tax-rate");
        LocalDate reduced = LocalDate.of(2024, 9, 30);
        InvoiceDraft oil = new InvoiceDraft(null, reduced, null, acme(), List.of(line("1", "100", "5")));
        assertThat(write(oil).taxTotal()).isEqualTo("5.00");
        InvoiceDraft late = new InvoiceDraft(null, reduced.plusDays(1), null, acme(), List.of(line("1", "1", "5")));
        refuses(() -> write(late), "lines[0].taxRate billing.line.tax-rate");
        office.country = "AR";
        CustomerDraft argentine = new CustomerDraft(null, "Juan", null, null, null, null);
        InvoiceDraft service = new InvoiceDraft(null, null, null, argentine, List.of(line("1", "100", "10.5")));
        assertThat(write(service).taxTotal()).isEqualTo("10.50");
        assertThat(write(service).currency()).isEqualTo("ARS");
    }

    @Test
    void today_is_that_of_the_place() {
        office.now = office.now.plusSeconds(12 * 3600); // 23:00 UTC: already tomorrow in Madrid
        try {
            LocalDate tomorrow = TODAY.plusDays(1);
            assertThat(write(dated(tomorrow, null)).issueDate()).isEqualTo(tomorrow);
            office.country = "AR"; // still today in Buenos Aires
            refuses(
                    () -> write(new InvoiceDraft(
                            null,
                            tomorrow,
                            null,
                            new CustomerDraft(null, "Juan", null, null, null, null),
                            List.of(line("1", "1", "21")))),
                    "issueDate billing.invoice.issue-date");
        } finally {
            office.now = Office.NOON;
        }
    }

    @Test
    void a_due_date_lies_between_the_issue_and_ten_years() {
        refuses(() -> write(dated(null, TODAY.minusDays(1))), "dueDate billing.invoice.due-date");
        refuses(() -> write(dated(null, TODAY.plusYears(11))), "dueDate billing.invoice.due-date");
        assertThat(write(dated(TODAY.minusDays(3), TODAY.minusDays(3))).dueDate())
                .isEqualTo(TODAY.minusDays(3));
    }

    @Test
    void texts_are_trimmed_and_bounded() {
        assertThat(write(draft(described("  a\nb  "))).lines().get(0).description())
                .isEqualTo("a\nb");
        refuses(() -> write(draft(described("x".repeat(501)))), "lines[0].description billing.text.too-long");
        refuses(() -> write(draft(described("a\u0000"))), "lines[0].description billing.text.characters");
        refuses(() -> write(draft(described("a\ud83d"))), "lines[0].description billing.text.characters");
        assertThat(write(draft(described("ñ 🍖"))).lines().get(0).description()).isEqualTo("ñ 🍖");
    }

    @Test
    void a_customer_is_brought_into_normal_form() {
        Customer customer = write(to(new CustomerDraft(null, " Acme ", "b-12345674", "Info@ACME.com", " ", "es")))
                .customer();
        assertThat(customer).isEqualTo(new Customer(null, "Acme", "B12345674", "info@acme.com", null, "ES"));
    }

    @Test
    void a_tax_id_is_checked_by_the_rules_of_its_country() {
        refuses(
                () -> write(to(new CustomerDraft(null, "x", "B12345678", null, null, null))),
                "customer.taxId security.tax-id.control");
        refuses(
                () -> write(to(new CustomerDraft(null, "x", "20-12345678-9", null, null, "AR"))),
                "customer.taxId security.tax-id.control");
        assertThat(write(to(new CustomerDraft(null, "x", "fr 12 345", null, null, "FR")))
                        .customer()
                        .taxId())
                .isEqualTo("FR 12 345");
    }

    @Test
    void a_series_nobody_opened_is_refused() {
        InvoiceDraft draft = new InvoiceDraft("NONE", null, null, acme(), simple().lines());
        refuses(() -> write(draft), "series billing.series.unknown");
    }
}
