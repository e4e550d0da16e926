package io.rubro.fiscal.verifactu.standin.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An invoicing record as it came.
 *
 * @param cancellation a {@code RegistroAnulacion}
 * @param previous null if it says it is the first
 */
record Registration(
        XmlView xml,
        boolean cancellation,
        InvoiceKey invoice,
        ChainKey chain,
        @Nullable Link previous,
        String generatedAt,
        String fingerprint) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Which invoice it is about: the key of the authority's books. */
    record InvoiceKey(String issuer, String number, String date) {}

    /** Which chain it belongs to: one for each taxpayer and installation of a program. */
    record ChainKey(String taxpayer, String producer, String system, String installation) {}

    /** How a record names another. */
    record Link(String issuer, String number, String date, String fingerprint) {}

    static Registration read(String taxpayer, XmlView xml) throws Refusal {
        boolean cancellation = xml.name().equals("RegistroAnulacion");
        String suffix = cancellation ? "Anulada" : "";
        XmlView id = xml.required("IDFactura");
        XmlView program = xml.required("SistemaInformatico");
        String producer = program.text("NIF");
        XmlView chaining = xml.required("Encadenamiento");
        XmlView before = chaining.child("RegistroAnterior");
        if (before == null) {
            chaining.required("PrimerRegistro");
        }
        return new Registration(
                xml,
                cancellation,
                new InvoiceKey(
                        id.requiredText("IDEmisorFactura" + suffix),
                        id.requiredText("NumSerieFactura" + suffix),
                        id.requiredText("FechaExpedicionFactura" + suffix)),
                new ChainKey(
                        taxpayer,
                        producer == null ? program.requiredText("IDOtro", "ID") : producer,
                        program.requiredText("IdSistemaInformatico"),
                        program.requiredText("NumeroInstalacion")),
                before == null
                        ? null
                        : new Link(
                                before.requiredText("IDEmisorFactura"),
                                before.requiredText("NumSerieFactura"),
                                before.requiredText("FechaExpedicionFactura"),
                                before.requiredText("Huella")),
                xml.requiredText("FechaHoraHusoGenRegistro"),
                xml.requiredText("Huella"));
    }

    Link asLink() {
        return new Link(invoice.issuer, invoice.number, invoice.date, fingerprint);
    }

    /** The fingerprint its fields have: specification 0.1.2 of the authority. */
    String expectedFingerprint() {
        String suffix = cancellation ? "Anulada" : "";
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("IDEmisorFactura" + suffix, invoice.issuer);
        fields.put("NumSerieFactura" + suffix, invoice.number);
        fields.put("FechaExpedicionFactura" + suffix, invoice.date);
        if (!cancellation) {
            fields.put("TipoFactura", xml.text("TipoFactura"));
            fields.put("CuotaTotal", xml.text("CuotaTotal"));
            fields.put("ImporteTotal", xml.text("ImporteTotal"));
        }
        fields.put("Huella", previous == null ? "" : previous.fingerprint);
        fields.put("FechaHoraHusoGenRegistro", generatedAt);
        return sha256(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + (field.getValue() == null ? "" : field.getValue()))
                .collect(Collectors.joining("&")));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The type of the invoice, list L2; empty in a cancellation. */
    String kind() {
        String kind = xml.text("TipoFactura");
        return kind == null ? "" : kind;
    }

    boolean correction() {
        return xml.yes("Subsanacion");
    }

    /** N if it says nothing. */
    String priorRejection() {
        String value = xml.text("RechazoPrevio");
        return value == null ? "N" : value;
    }

    boolean withoutPriorRecord() {
        return xml.yes("SinRegistroPrevio");
    }

    @Nullable
    LocalDate issueDate() {
        return date(invoice.date);
    }

    /** A date written dd-mm-yyyy; null if it is none. */
    static @Nullable LocalDate date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
