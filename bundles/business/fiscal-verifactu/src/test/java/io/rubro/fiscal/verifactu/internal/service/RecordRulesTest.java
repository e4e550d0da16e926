package io.rubro.fiscal.verifactu.internal.service;

import static io.rubro.fiscal.verifactu.internal.service.Bill.exempt;
import static io.rubro.fiscal.verifactu.internal.service.Bill.reference;
import static io.rubro.fiscal.verifactu.internal.service.Bill.tax;
import static io.rubro.fiscal.verifactu.internal.service.Bill.unnumbered;
import static io.rubro.fiscal.verifactu.internal.service.Bill.vat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxTreatment;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.tenancy.Tenant;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the authority would refuse is refused before a number is taken: the validations 1.2.2, section 3.1.3. */
class RecordRulesTest {

    private static Taxpayer taxpayer;

    @BeforeAll
    static void start() {
        taxpayer = new Taxpayer(TestDatabase.DERBY);
    }

    @AfterAll
    static void stop() {
        taxpayer.close();
    }

    private static void check(Bill bill) {
        Tenant.run(taxpayer.organization, () -> taxpayer.regime.check(taxpayer.business(), bill.write()));
    }

    private static void passes(Bill bill) {
        assertThatCode(() -> check(bill)).doesNotThrowAnyException();
    }

    private static void refuses(Bill bill, String field, String rule) {
        assertThatThrownBy(() -> check(bill)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors())
                    .extracting(FieldError::field, FieldError::code)
                    .contains(tuple(field, "fiscal-verifactu.rule." + rule));
        });
    }

    private static Bill taxed() {
        return unnumbered().line(vat("21"), "100.00");
    }

    private static Tax scheme(String scheme) {
        return tax("IVA", TaxTreatment.TAXED, null, scheme, "21");
    }

    @Test
    void dates() {
        passes(taxed());
        refuses(taxed().date(Taxpayer.TODAY.plusDays(1)), "issueDate", "future");
        refuses(taxed().date(LocalDate.of(2024, 10, 27)), "issueDate", "earliest");
        passes(taxed().date(LocalDate.of(2024, 10, 28)));
        passes(taxed().operation(Taxpayer.TODAY.minusMonths(1)));
        refuses(taxed().operation(Taxpayer.TODAY.plusDays(1)), "terms.operationDate", "operation-later");
        refuses(taxed().operation(LocalDate.of(2006, 11, 19)), "terms.operationDate", "operation-range");
        Bill later = unnumbered().line(scheme("15"), "100.00");
        passes(later.operation(LocalDate.of(2027, 12, 31)));
        refuses(later.operation(LocalDate.of(2028, 1, 1)), "terms.operationDate", "operation-range");
    }

    @Test
    void recipients() {
        refuses(taxed().customer(null, null), "customer.taxId", "recipient");
        refuses(taxed().customer("B12345678", null), "customer.taxId", "recipient-nif");
        passes(taxed().customer("20123456789", "AR"));
        passes(taxed().customer("FR12345678901", "FR"));
        // not within the territory: the recipient need not be identified (RD 1619/2012, article 6.1.d)
        passes(unnumbered()
                .customer(null, "FR")
                .line(tax("IVA", TaxTreatment.NOT_SUBJECT_BY_PLACE, null, "01", "0"), "5000.00"));
        passes(unnumbered(InvoiceKind.SIMPLIFIED).customer(null, null).line(vat("21"), "2479.33"));
        refuses(
                unnumbered(InvoiceKind.SIMPLIFIED).customer(null, null).line(vat("21"), "2479.35"),
                "customer.taxId",
                "simplified-limit");
        passes(unnumbered(InvoiceKind.SIMPLIFIED).line(vat("21"), "5000.00"));
        refuses(taxed().customer(null, null).replaces("T-1"), "customer.taxId", "recipient");
    }

    @Test
    void rates_hold_on_their_days() {
        for (String rate : new String[] {"21", "10", "4", "0"}) {
            passes(unnumbered().line(vat(rate), "100.00"));
        }
        refuses(unnumbered().line(vat("7"), "100.00"), "lines[0].taxCode", "rate");
        refuses(unnumbered().line(vat("21"), "1.00").line(vat("5"), "100.00"), "lines[1].taxCode", "rate");
        LocalDate december = LocalDate.of(2024, 12, 15);
        passes(unnumbered().line(vat("7.5"), "100.00").date(december));
        passes(unnumbered().line(vat("2"), "100.00").date(december));
        refuses(unnumbered().line(vat("2"), "100.00").date(LocalDate.of(2025, 1, 1)), "lines[0].taxCode", "rate");
        passes(unnumbered()
                .line(vat("2"), "9.00")
                .date(LocalDate.of(2025, 1, 1))
                .operation(december));
        passes(unnumbered().line(tax("IGIC", TaxTreatment.TAXED, null, "01", "7"), "100.00"));
        passes(unnumbered().line(tax("IPSI", TaxTreatment.TAXED, null, "01", "4"), "100.00"));
    }

    @Test
    void surcharges_go_with_their_rates() {
        passes(unnumbered().surcharged(vat("21"), "5.2", "100.00"));
        passes(unnumbered().surcharged(vat("21"), "1.75", "100.00"));
        passes(unnumbered().surcharged(vat("10"), "1.4", "100.00"));
        passes(unnumbered().surcharged(vat("4"), "0.5", "100.00"));
        refuses(unnumbered().surcharged(vat("10"), "5.2", "100.00"), "lines[0].taxCode", "surcharge");
    }

    @Test
    void schemes_know_their_treatments() {
        Tax reverse = tax("IVA", TaxTreatment.REVERSE_CHARGE, null, "01", "0");
        passes(unnumbered().line(reverse, "100.00"));
        refuses(
                unnumbered(InvoiceKind.SIMPLIFIED).customer(null, null).line(reverse, "100.00"),
                "lines[0].taxCode",
                "reverse-charge-kind");
        for (String cause : new String[] {"E1", "E4", "E6"}) {
            passes(unnumbered().line(exempt(cause, "01"), "100.00"));
        }
        for (String cause : new String[] {"E2", "E3"}) {
            refuses(unnumbered().line(exempt(cause, "01"), "100.00"), "lines[0].taxCode", "scheme-treatment");
            passes(unnumbered().line(exempt(cause, "02"), "100.00"));
        }
        refuses(unnumbered().line(exempt("E7", "01"), "100.00"), "lines[0].taxCode", "cause");
        refuses(unnumbered().line(exempt("E5", "01"), "100.00"), "customer.taxId", "within-union-nif");
        passes(unnumbered().line(exempt("E5", "01"), "100.00").customer("FR12345678901", "FR"));
        refuses(unnumbered().line(scheme("02"), "100.00"), "lines[0].taxCode", "scheme-treatment");
        refuses(unnumbered().line(scheme("04"), "100.00"), "lines[0].taxCode", "scheme-treatment");
        refuses(unnumbered().line(scheme("06"), "100.00"), "lines[0].taxCode", "scheme-group");
        passes(unnumbered().line(scheme("07"), "100.00"));
        refuses(unnumbered().line(exempt("E2", "07"), "100.00"), "lines[0].taxCode", "scheme-treatment");
        refuses(unnumbered().line(scheme("08"), "100.00"), "lines[0].taxCode", "scheme-treatment");
        refuses(unnumbered().line(scheme("12"), "100.00"), "lines[0].taxCode", "scheme");
        passes(unnumbered().line(scheme("11"), "100.00"));
        refuses(
                unnumbered().line(tax("IVA", TaxTreatment.TAXED, null, "11", "10"), "100.00"),
                "lines[0].taxCode",
                "premises-rate");
    }

    @Test
    void collections_and_public_works() {
        Tax collection = tax("IVA", TaxTreatment.NOT_SUBJECT, null, "10", "0");
        passes(unnumbered().line(collection, "100.00"));
        refuses(unnumbered().line(collection, "100.00").customer("X1", "US"), "customer.taxId", "collection-recipient");
        refuses(
                unnumbered(InvoiceKind.SIMPLIFIED).customer(null, null).line(collection, "100.00"),
                "kind",
                "collection-kind");
        Bill works = unnumbered().line(scheme("14"), "100.00");
        refuses(works, "terms.operationDate", "works-date");
        refuses(works, "customer.taxId", "works-recipient");
        passes(works.customer("Q2826000H", null).operation(Taxpayer.TODAY.plusMonths(2)));
    }

    @Test
    void corrections_say_what_they_correct() {
        refuses(unnumbered(InvoiceKind.CREDIT_NOTE).line(vat("21"), "-10.00"), "correction.invoices", "original");
        Correction difference =
                new Correction(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, List.of(reference("A-1")));
        passes(unnumbered(InvoiceKind.CREDIT_NOTE).line(vat("21"), "-10.00").corrects(difference));
        Correction lacking =
                new Correction(CorrectionMethod.SUBSTITUTION, CorrectionReason.OTHER, List.of(reference("A-1")));
        refuses(
                unnumbered(InvoiceKind.CREDIT_NOTE).line(vat("21"), "10.00").corrects(lacking),
                "correction.base",
                "replaced-amounts");
        Correction whole = new Correction(
                CorrectionMethod.SUBSTITUTION,
                CorrectionReason.OTHER,
                List.of(reference("A-1")),
                new BigDecimal("100.00"),
                new BigDecimal("21.00"),
                null);
        passes(unnumbered(InvoiceKind.CREDIT_NOTE).line(vat("21"), "10.00").corrects(whole));
        Correction odd =
                new Correction(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, List.of(reference("A=1")));
        refuses(
                unnumbered(InvoiceKind.CREDIT_NOTE).line(vat("21"), "-10.00").corrects(odd),
                "correction.invoices",
                "invoice-number");
    }

    @Test
    void thirteen_taxes_are_too_many() {
        Bill bill = unnumbered();
        for (int i = 0; i < 13; i++) {
            bill.line(vat("21"), "1.00");
        }
        refuses(bill, "lines[0].taxCode", "lines");
    }

    @Test
    void each_rule_has_its_text_in_both_languages() throws Exception {
        for (String file : new String[] {"i18n/messages.properties", "i18n/messages_en.properties"}) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(
                    RecordRulesTest.class.getClassLoader().getResourceAsStream(file), StandardCharsets.UTF_8));
            for (String source : new String[] {"RecordRules", "BreakdownRules"}) {
                String text = Files.readString(
                        Path.of("src/main/java/io/rubro/fiscal/verifactu/internal/service/" + source + ".java"));
                Matcher rules = Pattern.compile("\"([a-z-]+)\"(?:\\);|, Map\\.of|,\\s*Map)")
                        .matcher(text);
                while (rules.find()) {
                    assertThat(texts).containsKey("fiscal-verifactu.rule." + rules.group(1));
                }
            }
        }
    }
}
