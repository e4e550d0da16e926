package io.rubro.invoice.documents.internal.einvoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Customer;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.invoice.documents.internal.print.Shop;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FacturaeTest {

    @ParameterizedTest
    @EnumSource(Samples.class)
    void every_sort_of_invoice_is_valid_and_adds_up(Samples sample) {
        Invoice invoice = sample.invoice();
        String xml = Facturae.write(Shop.SPAIN, invoice);
        Schemas.checkFacturae(xml);
        BigDecimal lines = sum(xml, "InvoiceLine", "GrossAmount");
        assertThat(number(xml, "TotalGrossAmount")).isEqualByComparingTo(lines);
        assertThat(number(xml, "TotalGrossAmountBeforeTaxes"))
                .isEqualByComparingTo(
                        lines.subtract(number(xml, "TotalGeneralDiscounts")).add(number(xml, "TotalGeneralSurcharges")))
                .isEqualByComparingTo(invoice.base());
        assertThat(number(xml, "TotalTaxOutputs"))
                .isEqualByComparingTo(invoice.taxTotal().add(invoice.surchargeTotal()));
        assertThat(number(xml, "InvoiceTotal"))
                .isEqualByComparingTo(number(xml, "TotalGrossAmountBeforeTaxes")
                        .add(number(xml, "TotalTaxOutputs"))
                        .subtract(number(xml, "TotalTaxesWithheld")))
                .isEqualByComparingTo(invoice.payable());
    }

    private static BigDecimal number(String xml, String element) {
        return new BigDecimal(Schemas.text(xml, element));
    }

    private static BigDecimal sum(String xml, String parent, String element) {
        NodeList parents = Schemas.parse(xml).getElementsByTagName(parent);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < parents.getLength(); i++) {
            Element line = (Element) parents.item(i);
            sum = sum.add(
                    new BigDecimal(line.getElementsByTagName(element).item(0).getTextContent()));
        }
        return sum;
    }

    @Test
    void people_have_names_and_surnames_and_addresses_have_parts() {
        String xml = Facturae.write(Shop.SPAIN, Samples.A_PERSON.invoice());
        assertThat(xml)
                .contains("<PersonTypeCode>F<", "<Name>Ana<", "<FirstSurname>María Ruiz Gil<")
                .contains("<Address>Sol 3<", "<PostCode>41001<", "<Town>Sevilla<", "<Province>Sevilla<");
        assertThat(Facturae.write(Shop.SPAIN, Samples.UNION.invoice()))
                .contains("<ResidenceTypeCode>U<", "<OverseasAddress>", "<CountryCode>FRA<");
    }

    @Test
    void corrections_say_what_why_and_how() {
        assertThat(Facturae.write(Shop.SPAIN, Samples.TAKEN_BACK.invoice()))
                .contains("<InvoiceClass>OR<", "<ReasonCode>83<", "<CorrectionMethod>02<", "FAC-2026-007")
                .contains("<StartDate>2026-10-01<", "<EndDate>2026-10-31<", "Rectifica también FAC-2026-008");
        assertThat(Facturae.write(Shop.SPAIN, Samples.SAID_AGAIN.invoice()))
                .contains("<CorrectionMethod>01<", "Rectificación íntegra");
    }

    @Test
    void what_is_lacking_is_named() {
        Invoice invoice = Shop.invoice()
                .line("Mesa", "1", "100", "0", Shop.IVA21)
                .kind(InvoiceKind.INVOICE, "FACTURACION-2026-000000001")
                .customer(new Customer(null, "Ana", "12345678Z", null, "Calle sin código", "ES"))
                .of(Shop.SPAIN);
        assertThatThrownBy(() -> Facturae.write(Shop.SPAIN, invoice))
                .isInstanceOfSatisfying(EInvoiceFault.class, fault -> assertThat(fault.fields())
                        .containsExactly("invoice.number", "customer.address", "customer.name"));
    }
}
