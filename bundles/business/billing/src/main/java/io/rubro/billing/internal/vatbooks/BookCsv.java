package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.TaxTreatment;
import io.rubro.billing.internal.receivables.Csv;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Group;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books in the columns the tax agency published for the record books of value added tax and income tax. */
final class BookCsv {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private BookCsv() {}

    static String issued(List<IssuedLine> lines) {
        Csv csv = new Csv();
        csv.row(
                "Ejercicio",
                "Periodo",
                "Tipo de Factura",
                "Fecha Expedición",
                "Fecha Operación",
                "Serie",
                "Número",
                "Número-Final",
                "NIF Destinatario Tipo",
                "NIF Destinatario Código País",
                "NIF Destinatario Identificación",
                "Nombre Destinatario",
                "Clave de Operación",
                "Calificación de la Operación",
                "Operación Exenta",
                "Total Factura",
                "Base Imponible",
                "Tipo de IVA",
                "Cuota IVA Repercutida",
                "Tipo de Recargo Eq.",
                "Cuota Recargo Eq.",
                "Tipo Retención del IRPF",
                "Importe Retenido del IRPF",
                "Situación");
        for (IssuedLine line : lines) {
            boolean exempt = line.treatment() == TaxTreatment.EXEMPT;
            csv.row(
                    String.valueOf(line.date().getYear()),
                    quarter(line.date()),
                    type(line),
                    day(line.issueDate()),
                    day(line.operationDate()),
                    line.series(),
                    line.number(),
                    "",
                    idType(line.customerTaxId(), line.customerCountry()),
                    abroad(line.customerCountry()),
                    line.customerTaxId(),
                    line.customerName(),
                    line.scheme() == null ? "01" : line.scheme(),
                    exempt ? "" : qualification(line.treatment()),
                    exempt ? line.cause() : "",
                    line.total(),
                    line.base(),
                    line.rate(),
                    line.tax(),
                    line.surcharge().signum() == 0 ? null : line.surchargeRate(),
                    line.surcharge().signum() == 0 ? null : line.surcharge(),
                    line.withheld().signum() == 0 ? null : line.withholdingRate(),
                    line.withheld().signum() == 0 ? null : line.withheld(),
                    line.status() == InvoiceStatus.CANCELLED ? "ANULADA" : "");
        }
        return csv.text();
    }

    /** As the tax agency types invoices: complete, simplified, instead of simplified ones, corrections of both. */
    static String type(IssuedLine line) {
        return switch (line.kind()) {
            case INVOICE -> line.counts() || line.status() == InvoiceStatus.CANCELLED ? "F1" : "F3";
            case SIMPLIFIED -> "F2";
            case CREDIT_NOTE, DEBIT_NOTE -> line.customerTaxId() == null ? "R5" : "R1";
        };
    }

    private static String qualification(TaxTreatment treatment) {
        return switch (treatment) {
            case TAXED -> "S1";
            case REVERSE_CHARGE -> "S2";
            case NOT_SUBJECT -> "N1";
            case NOT_SUBJECT_BY_PLACE -> "N2";
            case EXEMPT -> "";
        };
    }

    static String received(List<SupplierInvoice> invoices) {
        Csv csv = new Csv();
        csv.row(
                "Ejercicio",
                "Periodo",
                "Tipo de Factura",
                "Fecha Expedición",
                "Serie-Número",
                "Número-Final",
                "Fecha Recepción",
                "NIF Expedidor Tipo",
                "NIF Expedidor Código País",
                "NIF Expedidor Identificación",
                "Nombre Expedidor",
                "Clave de Operación",
                "Bien de Inversión",
                "Inversión del Sujeto Pasivo",
                "Total Factura",
                "Base Imponible",
                "Tipo de IVA",
                "Cuota IVA Soportado",
                "Cuota Deducible",
                "Cuota Recargo Eq.",
                "Pago Fecha",
                "Importe Retenido del IRPF");
        for (SupplierInvoice invoice : invoices) {
            for (Group group : invoice.taxes()) {
                csv.row(
                        String.valueOf(invoice.receivedOn().getYear()),
                        quarter(invoice.receivedOn()),
                        invoice.corrective() ? "R1" : invoice.operation() == Operation.IMPORT ? "F5" : "F1",
                        day(invoice.issuedOn()),
                        invoice.number(),
                        "",
                        day(invoice.receivedOn()),
                        idType(invoice.supplierTaxId(), invoice.supplierCountry()),
                        abroad(invoice.supplierCountry()),
                        invoice.supplierTaxId(),
                        invoice.supplierName(),
                        invoice.operation() == Operation.INTRA_EU ? "09" : "01",
                        invoice.investment() ? "S" : "N",
                        invoice.operation() == Operation.REVERSE_CHARGE ? "S" : "N",
                        invoice.total(),
                        group.base(),
                        group.rate(),
                        group.tax(),
                        group.tax().multiply(group.deductiblePercent()).divide(HUNDRED, 2, RoundingMode.HALF_UP),
                        group.surcharge().signum() == 0 ? null : group.surcharge(),
                        day(invoice.paidOn()),
                        invoice.withheld().signum() == 0 ? null : invoice.withheld());
            }
        }
        return csv.text();
    }

    private static String quarter(LocalDate date) {
        return (date.getMonthValue() + 2) / 3 + "T";
    }

    private static String day(@Nullable LocalDate date) {
        return date == null ? "" : DAY.format(date);
    }

    /** Empty for a Spanish NIF, 02 for one of the Union, 04 for one of another country. */
    private static String idType(@Nullable String taxId, @Nullable String country) {
        if (taxId == null || country == null || country.equals("ES")) {
            return "";
        }
        return Postings.isUnion(country) ? "02" : "04";
    }

    private static String abroad(@Nullable String country) {
        return country == null || country.equals("ES") ? "" : country;
    }
}
