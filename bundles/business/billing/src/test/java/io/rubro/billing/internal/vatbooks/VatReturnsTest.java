package io.rubro.billing.internal.vatbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import io.rubro.billing.internal.service.Desk;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import io.rubro.billing.internal.vatbooks.ThirdParties.Party;
import io.rubro.billing.internal.vatbooks.VatReturns.Period;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class VatReturnsTest {

    private static final LocalDate MAY = LocalDate.of(2026, 5, 10);
    private static final String ACME = "B12345674";
    private static final String OTHER = "A58818501";

    @Nested
    class OnDerby extends Rules {
        OnDerby() {
            super(TestDatabase.DERBY);
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Rules {

        private final TestDatabase database;
        private Desk desk;
        private IssuedBook issued;
        private Suppliers suppliers;
        private VatReturns returns;
        private ThirdParties parties;
        private SupplierImport imports;

        Rules(TestDatabase database) {
            this.database = database;
        }

        @BeforeAll
        void start() {
            desk = new Desk(database);
            var platform = desk.platform();
            var schema = platform.schema("billing");
            issued = new IssuedBook(platform.sql(), schema);
            suppliers = new Suppliers(
                    platform.transactions(), platform.sql(), desk.organizations(), desk.audit(), desk.live(), schema);
            returns = new VatReturns(platform.transactions(), issued, suppliers, desk.organizations());
            parties = new ThirdParties(platform.transactions(), issued, suppliers, returns);
            imports = new SupplierImport(platform.transactions(), suppliers, desk.messages());
        }

        @BeforeEach
        void clear() {
            desk.cleared();
        }

        @AfterAll
        void stop() {
            desk.close();
        }

        private static BigDecimal of(String amount) {
            return new BigDecimal(amount);
        }

        private static LineDraft line(String price, String code) {
            return new LineDraft("Servicio", BigDecimal.ONE, of(price), null, null, code);
        }

        private Invoice issue(
                LocalDate date, String customer, @Nullable String country, InvoiceTerms terms, LineDraft... lines) {
            return desk.in(() -> desk.invoices()
                    .createIssued(new InvoiceDraft(
                            InvoiceKind.INVOICE,
                            null,
                            date,
                            null,
                            new CustomerDraft(null, "Cliente " + customer, customer, null, null, country),
                            terms,
                            List.of(lines),
                            null,
                            List.of(),
                            null)));
        }

        private SupplierInvoice buy(
                String number, LocalDate date, Operation operation, boolean investment, SupplierDraft.Part... parts) {
            String country = operation == Operation.INTRA_EU ? "DE" : operation == Operation.IMPORT ? "US" : "ES";
            return desk.in(() -> suppliers.create(new SupplierDraft(
                    "Proveedor",
                    country.equals("ES") ? OTHER : country + "123456789",
                    country,
                    number,
                    date,
                    null,
                    operation,
                    false,
                    investment,
                    false,
                    List.of(parts),
                    null,
                    null,
                    null,
                    null)));
        }

        private static SupplierDraft.Part part(String rate, String base) {
            return new SupplierDraft.Part(of(rate), of(base), null, null, null);
        }

        private VatReturn second() {
            return desk.in(() -> returns.figures(ReturnForm.M303, Period.of(2026, 2)));
        }

        private static BigDecimal base(VatReturn form, String box) {
            return form.lines().stream()
                    .filter(line -> box.equals(line.baseBox()))
                    .findFirst()
                    .orElseThrow()
                    .base();
        }

        private static BigDecimal tax(VatReturn form, String box) {
            return form.lines().stream()
                    .filter(line -> box.equals(line.taxBox()))
                    .findFirst()
                    .orElseThrow()
                    .tax();
        }

        /** Worked out by hand with the form beside it. */
        private void aQuarter() {
            InvoiceTerms plain = InvoiceTerms.PLAIN;
            issue(LocalDate.of(2026, 3, 31), ACME, null, plain, line("9999", "IVA21")); // the quarter before
            Invoice first = issue(MAY, ACME, null, plain, line("1000", "IVA21"), line("500", "IVA10"));
            issue(MAY, ACME, null, plain, line("200", "IVA4"));
            issue(
                    MAY,
                    ACME,
                    null,
                    new InvoiceTerms(false, BigDecimal.ZERO, true, BigDecimal.ZERO, null),
                    line("100", "IVA21"));
            issue(MAY, "DE123456789", "DE", plain, line("3000", "E5"));
            issue(MAY, "US1", "US", plain, line("700", "E2"));
            issue(MAY, ACME, null, plain, line("400", "ISP"));
            issue(MAY, ACME, null, plain, line("60", "E1"));
            desk.in(() -> desk.invoices()
                    .createIssued(new InvoiceDraft(
                            InvoiceKind.CREDIT_NOTE,
                            null,
                            MAY.plusDays(1),
                            null,
                            new CustomerDraft(null, "Cliente " + ACME, ACME, null, null, null),
                            null,
                            List.of(new LineDraft("Devolución", of("-1"), of("100"), null, null, "IVA21")),
                            new Correction(
                                    CorrectionMethod.DIFFERENCES,
                                    CorrectionReason.RETURN,
                                    List.of(InvoiceReference.to(first.id()))),
                            List.of(),
                            null)));
            Invoice mistake = issue(MAY.plusDays(1), ACME, null, plain, line("5000", "IVA21"));
            desk.in(() -> desk.invoices().cancel(mistake.id(), null, "duplicada"));

            buy("A-1", MAY, Operation.INTERIOR, false, part("21", "300"), part("10", "50"));
            buy("A-2", MAY, Operation.INTERIOR, true, part("21", "1000"));
            buy(
                    "A-3",
                    MAY,
                    Operation.INTERIOR,
                    false,
                    new SupplierDraft.Part(of("21"), of("200"), null, null, of("50")));
            buy("A-4", MAY, Operation.INTRA_EU, false, part("21", "400"));
            buy("A-5", MAY, Operation.REVERSE_CHARGE, false, part("21", "150"));
            buy("A-6", MAY, Operation.IMPORT, false, part("21", "80"));
            buy("A-7", LocalDate.of(2026, 7, 1), Operation.INTERIOR, false, part("21", "7777"));
        }

        @Test
        void the_figures_of_a_quarter_are_those_worked_out_by_hand() {
            aQuarter();
            VatReturn form = second();
            assertThat(base(form, "07")).isEqualTo("1100.00");
            assertThat(tax(form, "09")).isEqualTo("231.00");
            assertThat(base(form, "04")).isEqualTo("500.00");
            assertThat(tax(form, "06")).isEqualTo("50.00");
            assertThat(base(form, "01")).isEqualTo("200.00");
            assertThat(tax(form, "03")).isEqualTo("8.00");
            assertThat(base(form, "22")).isEqualTo("100.00");
            assertThat(tax(form, "24")).isEqualTo("5.20");
            assertThat(base(form, "10")).isEqualTo("400.00");
            assertThat(tax(form, "11")).isEqualTo("84.00");
            assertThat(base(form, "12")).isEqualTo("150.00");
            assertThat(tax(form, "13")).isEqualTo("31.50");
            assertThat(base(form, "14")).isEqualTo("-100.00");
            assertThat(tax(form, "15")).isEqualTo("-21.00");
            assertThat(tax(form, "27")).isEqualTo("388.70");
            assertThat(base(form, "28")).isEqualTo("600.00"); // 300 + 50 + half of 200 + 150
            assertThat(tax(form, "29")).isEqualTo("120.50"); // 63 + 5 + 21 + 31.50
            assertThat(tax(form, "31")).isEqualTo("210.00");
            assertThat(tax(form, "33")).isEqualTo("16.80");
            assertThat(tax(form, "37")).isEqualTo("84.00");
            assertThat(tax(form, "45")).isEqualTo("431.30");
            assertThat(tax(form, "46")).isEqualTo("-42.60");
            assertThat(base(form, "59")).isEqualTo("3000.00");
            assertThat(base(form, "60")).isEqualTo("700.00");
            assertThat(base(form, "122")).isEqualTo("400.00");
        }

        @Test
        void each_figure_shows_the_documents_behind_it() {
            aQuarter();
            List<Posting> behind = desk.in(() -> returns.behind(ReturnForm.M303, Period.of(2026, 2), "29"));
            assertThat(behind).extracting(Posting::number).containsExactly("A-1", "A-1", "A-3", "A-5");
            assertThat(behind.stream().map(Posting::tax).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualTo("120.50");
            assertThat(desk.in(() -> returns.behind(ReturnForm.M303, Period.of(2026, 2), "07")))
                    .hasSize(2)
                    .allSatisfy(posting -> assertThat(posting.issued()).isTrue());
            assertThatThrownBy(() -> desk.in(() -> returns.behind(ReturnForm.M303, Period.of(2026, 2), "999")))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                            .isEqualTo(404));
        }

        @Test
        void the_yearly_summary_sums_the_quarters() {
            aQuarter();
            VatReturn form = desk.in(() -> returns.figures(ReturnForm.M390, Period.of(2026, null)));
            assertThat(base(form, "05")).isEqualTo("11099.00");
            assertThat(tax(form, "606")).isEqualTo("1748.67"); // 63 + 21 + 31.50 + 1,633.17
            assertThat(base(form, "99")).isEqualTo("11699.00"); // 11,099 + 500 + 200 - 100
            assertThat(base(form, "105")).isEqualTo("60.00");
            assertThat(base(form, "232")).isEqualTo("100.00");
            BigDecimal quarters = BigDecimal.ZERO;
            for (int quarter = 1; quarter <= 4; quarter++) {
                int q = quarter;
                quarters = quarters.add(desk.in(() -> returns.figures(ReturnForm.M303, Period.of(2026, q)))
                        .result());
            }
            assertThat(form.result()).isEqualTo(quarters);
        }

        @Test
        void a_rate_that_is_not_on_the_form_is_not_lost() {
            buy("B-1", MAY, Operation.INTERIOR, false, part("5", "100"));
            VatReturn form = desk.in(() -> returns.figures(ReturnForm.M390, Period.of(2026, null)));
            assertThat(form.deductible()).isEqualTo("5.00");
            assertThat(form.lines())
                    .filteredOn(line -> line.label().equals("other"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.tax()).isEqualTo("5.00"));
        }

        @Test
        void a_correction_by_substitution_counts_with_the_difference() {
            Invoice first = issue(MAY, ACME, null, InvoiceTerms.PLAIN, line("1000", "IVA21"));
            desk.in(() -> desk.invoices()
                    .createIssued(new InvoiceDraft(
                            InvoiceKind.CREDIT_NOTE,
                            null,
                            MAY,
                            null,
                            new CustomerDraft(null, "Cliente " + ACME, ACME, null, null, null),
                            null,
                            List.of(line("900", "IVA21")),
                            new Correction(
                                    CorrectionMethod.SUBSTITUTION,
                                    CorrectionReason.OTHER,
                                    List.of(InvoiceReference.to(first.id()))),
                            List.of(),
                            null)));
            VatReturn form = second();
            assertThat(base(form, "07")).isEqualTo("1000.00");
            assertThat(base(form, "14")).isEqualTo("-100.00");
            assertThat(form.accrued()).isEqualTo("189.00");
        }

        @Test
        void third_parties_are_declared_above_the_threshold_only() {
            // 2,483.52 + 21 % = 3,005.06: exactly the threshold is not above it
            issue(LocalDate.of(2026, 2, 1), ACME, null, InvoiceTerms.PLAIN, line("2483.52", "IVA21"));
            assertThat(desk.in(() -> parties.declared(2026))).isEmpty();
            issue(LocalDate.of(2026, 5, 1), ACME, null, InvoiceTerms.PLAIN, line("0.01", "IVA21"));
            issue(
                    LocalDate.of(2026, 6, 1),
                    ACME,
                    null,
                    new InvoiceTerms(false, BigDecimal.ZERO, false, of("15"), null),
                    line("9000", "IVA21"));
            issue(LocalDate.of(2026, 6, 1), "DE123456789", "DE", InvoiceTerms.PLAIN, line("9000", "E5"));
            buy("C-1", LocalDate.of(2026, 10, 1), Operation.INTERIOR, false, part("21", "4000"));
            buy("C-2", LocalDate.of(2026, 10, 1), Operation.INTRA_EU, false, part("21", "9000"));
            List<Party> declared = desk.in(() -> parties.declared(2026));
            assertThat(declared).extracting(Party::key).containsExactly("B", "A");
            assertThat(declared.get(0).taxId()).isEqualTo(ACME);
            assertThat(declared.get(0).total()).isEqualTo("3005.07");
            assertThat(declared.get(0).quarters()).containsExactly(of("3005.06"), of("0.01"), of("0.00"), of("0.00"));
            assertThat(declared.get(1).quarters()).last().isEqualTo(of("4840.00"));
        }

        @Test
        void the_book_of_issued_invoices_shows_cancelled_ones_as_such() {
            aQuarter();
            List<IssuedLine> lines = desk.in(() -> issued.lines(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 30)));
            assertThat(lines).filteredOn(line -> !line.counts()).hasSize(1);
            String csv = BookCsv.issued(lines);
            assertThat(csv.lines().findFirst().orElseThrow())
                    .startsWith("\uFEFFEjercicio;Periodo;Tipo de Factura;Fecha Expedición");
            assertThat(csv).contains("2026;2T;F1;10/05/2026;;FAC;FAC-2026-002;;;;" + ACME);
            assertThat(csv.lines().filter(line -> line.endsWith(";ANULADA"))).hasSize(1);
            assertThat(csv.lines().filter(line -> line.contains(";R1;"))).hasSize(1);
        }

        @Test
        void suppliers_invoices_come_from_a_file_once() {
            String file = "Proveedor;NIF;Número;Fecha;Base;Tipo;Cuota;Vencimiento\r\n"
                    + "Luz SA;" + OTHER + ";2026/77;03/05/2026;1.000,00;21;210,00;03/06/2026\r\n"
                    + "Luz SA;" + OTHER + ";2026/77;03/05/2026;10,50;10;;\r\n"
                    + "\"Agua; y más\";" + ACME + ";9;2026-05-04;20,00;10;2,00;\r\n";
            assertThat(desk.in(() -> imports.run(file))).isEqualTo(new SupplierImport.Outcome(2, 0));
            assertThat(desk.in(() -> imports.run(file))).isEqualTo(new SupplierImport.Outcome(0, 2));
            List<SupplierInvoice> book =
                    desk.in(() -> suppliers.received(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 31)));
            assertThat(book).extracting(SupplierInvoice::supplierName).containsExactly("Luz SA", "Agua; y más");
            assertThat(book.get(0).total()).isEqualTo("1221.55"); // 1,210.00 + 10.50 + 1.05
            assertThat(tax(second(), "29")).isEqualTo("213.05");
        }

        @Test
        void one_wrong_line_and_nothing_is_recorded() {
            String file = "proveedor,nif,numero,fecha,base,tipo,cuota\n"
                    + "Luz," + OTHER + ",1,2026-05-03,100.00,21,21.00\n"
                    + "Gas," + OTHER + ",2,2026-05-03,100.00,21,99.00\n";
            assertThatThrownBy(() -> desk.in(() -> imports.run(file)))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                                    problem.errors().get(0).args())
                            .containsEntry("line", 3));
            assertThat(desk.in(() -> suppliers.received(MAY.withDayOfYear(1), MAY.plusYears(1))))
                    .isEmpty();
        }
    }
}
