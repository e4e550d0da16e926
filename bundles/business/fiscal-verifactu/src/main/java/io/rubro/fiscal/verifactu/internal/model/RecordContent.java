package io.rubro.fiscal.verifactu.internal.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells of an invoice, as literals: the same texts are hashed, stored and written as XML, because {@code
 * 123.1} and {@code 123.10} mean the same and hash differently.
 *
 * @param issuer NIF
 * @param issuerName at most 120 characters
 * @param issueDate {@code dd-mm-yyyy}
 * @param operation how it stands to earlier records of the invoice
 * @param kind list L2; null in a cancellation, as all that follow, or without any content
 * @param description at most 500 characters
 * @param recipient null in an invoice without one
 * @param breakdown one line for each tax, as {@link BreakdownLine#format}
 * @param taxTotal taxes and surcharges
 */
public record RecordContent(
        RecordType type,
        String issuer,
        String issuerName,
        String number,
        String issueDate,
        Operation operation,
        @Nullable String kind,
        Rectification rectification,
        Particulars particulars,
        @Nullable String description,
        @Nullable Recipient recipient,
        @Nullable String breakdown,
        @Nullable String taxTotal,
        @Nullable String total) {

    /** The cancellation of an invoice. */
    public static RecordContent cancellation(
            String issuer, String issuerName, String number, String issueDate, Operation operation) {
        return new RecordContent(
                RecordType.ANULACION,
                issuer,
                issuerName,
                number,
                issueDate,
                operation,
                null,
                Rectification.NONE,
                Particulars.NONE,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same, as another operation. */
    public RecordContent as(Operation other) {
        return new RecordContent(
                type,
                issuer,
                issuerName,
                number,
                issueDate,
                other,
                kind,
                rectification,
                particulars,
                description,
                recipient,
                breakdown,
                taxTotal,
                total);
    }

    /** The fields of its fingerprint, by their names in the XML. */
    Map<String, String> fields(@Nullable Previous previous, String generatedAt) {
        Map<String, String> fields = new LinkedHashMap<>();
        String huella = previous == null ? "" : previous.fingerprint();
        switch (type) {
            case ALTA -> {
                fields.put("IDEmisorFactura", issuer);
                fields.put("NumSerieFactura", number);
                fields.put("FechaExpedicionFactura", issueDate);
                fields.put("TipoFactura", orEmpty(kind));
                fields.put("CuotaTotal", orEmpty(taxTotal));
                fields.put("ImporteTotal", orEmpty(total));
            }
            case ANULACION -> {
                fields.put("IDEmisorFacturaAnulada", issuer);
                fields.put("NumSerieFacturaAnulada", number);
                fields.put("FechaExpedicionFacturaAnulada", issueDate);
            }
        }
        fields.put("Huella", huella);
        fields.put("FechaHoraHusoGenRegistro", generatedAt);
        return fields;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
