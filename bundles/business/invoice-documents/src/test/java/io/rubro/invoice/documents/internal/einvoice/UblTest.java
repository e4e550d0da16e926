package io.rubro.invoice.documents.internal.einvoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.Tax;
import io.rubro.invoice.documents.internal.print.Shop;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UblTest {

    @ParameterizedTest
    @EnumSource(Samples.class)
    void every_sort_of_invoice_is_valid_ubl_and_breaks_no_rule_of_en_16931(Samples sample) {
        String xml = Ubl.write(Shop.SPAIN, sample.invoice());
        Schemas.checkUbl(xml);
        assertThat(Schemas.brokenRules(xml)).as(xml).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void totals_are_those_of_the_invoice(Samples sample) {
        Invoice invoice = sample.invoice();
        String xml = Ubl.write(Shop.SPAIN, invoice);
        assertThat(Schemas.text(xml, "TaxInclusiveAmount"))
                .isEqualTo(invoice.total().abs().toPlainString());
        assertThat(Schemas.text(xml, "PayableAmount"))
                .isEqualTo(invoice.payable().abs().toPlainString());
        assertThat(Schemas.text(xml, "TaxAmount"))
                .isEqualTo(invoice.taxTotal().abs().toPlainString());
    }

    @Test
    void the_rules_do_find_what_is_wrong() {
        String xml = Ubl.write(Shop.SPAIN, Samples.PLAIN.invoice());
        assertThat(Schemas.brokenRules(xml.replaceFirst("(PayableAmount[^>]*>)\\d+", "$19")))
                .anyMatch(rule -> rule.startsWith("BR-CO-16"));
    }

    @Test
    void what_takes_back_is_a_credit_note_with_positive_amounts() {
        String xml = Ubl.write(Shop.SPAIN, Samples.TAKEN_BACK.invoice());
        assertThat(xml)
                .contains("<CreditNote ", ">381</cbc:CreditNoteTypeCode>")
                .doesNotContain(">-");
        assertThat(xml).contains("<cbc:ID>FAC-2026-007</cbc:ID>", "<cbc:ID>FAC-2026-008</cbc:ID>");
        assertThat(Ubl.write(Shop.SPAIN, Samples.SAID_AGAIN.invoice())).contains(">384</cbc:InvoiceTypeCode>");
        assertThat(Ubl.write(Shop.SPAIN, Samples.CHARGED_MORE.invoice())).contains(">383</cbc:InvoiceTypeCode>");
    }

    @Test
    void the_address_of_the_qr_code_is_a_field() {
        assertThat(Schemas.text(Ubl.write(Shop.SPAIN, Samples.PLAIN.invoice()), "URI"))
                .startsWith("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=B12345674&numserie=FAC-2026-001");
    }

    @Test
    void an_issuer_without_tax_id_cannot_write_one() {
        Organization nobody =
                new Organization(Shop.SPAIN.id(), "x", "x", null, "ES", "EUR", "Europe/Madrid", "es-ES", null, 1);
        assertThatThrownBy(() -> Ubl.write(nobody, Samples.PLAIN.invoice()))
                .isInstanceOfSatisfying(
                        EInvoiceFault.class, fault -> assertThat(fault.fields()).containsExactly("issuer.taxId"));
    }

    record Line(String quantity, String price, String discount, Tax tax) {}

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<String> quantity = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.001"), new BigDecimal("500"))
                .ofScale(3)
                .map(BigDecimal::toPlainString);
        Arbitrary<String> price = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.0001"), new BigDecimal("2000"))
                .ofScale(4)
                .map(BigDecimal::toPlainString);
        Arbitrary<String> discount = Arbitraries.of("0", "0", "5", "33.33", "100");
        Arbitrary<Tax> tax = Arbitraries.of(Shop.IVA21, Shop.IVA10, Shop.IVA4, Shop.EXEMPT);
        return Combinators.combine(quantity, price, discount, tax)
                .as(Line::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 150)
    void whatever_is_sold_adds_up(
            @ForAll("lines") List<Line> lines,
            @ForAll boolean withTax,
            @ForAll boolean surcharge,
            @ForAll boolean back) {
        Shop shop = Shop.invoice().terms(withTax, back ? "0" : "12.34", surcharge, back ? "0" : "15");
        if (back) {
            shop.kind(InvoiceKind.CREDIT_NOTE, "REC-2026-001")
                    .corrects(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, "FAC-2026-001");
        }
        for (Line line : lines) {
            shop.line("Cosa", (back ? "-" : "") + line.quantity(), line.price(), line.discount(), line.tax());
        }
        Invoice invoice = shop.of(Shop.SPAIN);
        if (invoice.total().signum() == 0) {
            return; // is never issued
        }
        String xml = Ubl.write(Shop.SPAIN, invoice);
        assertThat(Schemas.brokenRules(xml)).as(xml).isEmpty();
        Schemas.checkFacturae(Facturae.write(Shop.SPAIN, invoice));
    }
}
