package io.rubro.fiscal.verifactu.standin.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold for an invoice as a whole: validations 1.2.2, sections 3.1.3.1 to 3.1.3.14. */
final class InvoiceRules {

    /** The order came into force. */
    private static final LocalDate EARLIEST = LocalDate.of(2024, 10, 28);

    private static final BigDecimal MACRO = new BigDecimal("100000000");
    private static final Set<String> CORRECTING = Set.of("R1", "R2", "R3", "R4", "R5");
    private static final Set<String> WITHOUT_RECIPIENT = Set.of("F2", "R5");
    private static final Set<String> LATER_OPERATION = Set.of("14", "15");
    private static final Pattern NUMBER = Pattern.compile("[ -~&&[^\"'<>=]]{1,60}");

    private InvoiceRules() {}

    /** Of both kinds of records. */
    static void identity(Scope scope) {
        Registration.InvoiceKey invoice = scope.record().invoice();
        scope.require(
                invoice.issuer().equals(scope.record().chain().taxpayer()),
                1108,
                "El emisor de la factura no es el obligado de la cabecera.");
        scope.require(
                NUMBER.matcher(invoice.number()).matches(),
                1130,
                "El número de serie lleva caracteres que no se admiten o pasa de 60.");
        LocalDate date = scope.record().issueDate();
        scope.require(date != null, 1105, "La fecha de expedición no es una fecha dd-mm-aaaa.");
        Registration.Link previous = scope.record().previous();
        if (previous != null) {
            scope.require(
                    Registration.date(previous.date()) != null,
                    1174,
                    "La fecha de expedición del registro anterior no es una fecha dd-mm-aaaa.");
            scope.require(
                    NUMBER.matcher(previous.number()).matches(),
                    1175,
                    "El número de serie del registro anterior no es válido.");
        }
    }

    /** Of the record of an issued invoice. */
    static void check(Scope scope) {
        dates(scope);
        operation(scope);
        correction(scope);
        marks(scope);
    }

    private static void dates(Scope scope) {
        LocalDate issued = scope.record().issueDate();
        if (issued == null) {
            return;
        }
        scope.require(!issued.isAfter(scope.today()), 1112, "La fecha de expedición es posterior a hoy.");
        scope.require(!issued.isBefore(EARLIEST), 1152, "La fecha de expedición es anterior al 28-10-2024.");
        String text = scope.xml().text("FechaOperacion");
        LocalDate performed = Registration.date(text);
        scope.require(text == null || performed != null, 1145, "La fecha de operación no es una fecha dd-mm-aaaa.");
        if (performed == null) {
            return;
        }
        boolean later = mayBeLater(scope.xml());
        scope.require(
                !issued.isBefore(performed) || later,
                1146,
                "La operación es posterior a la expedición y su régimen no es el 14 ni el 15.");
        scope.require(
                !performed.isAfter(scope.today()) || later,
                1173,
                "La operación es posterior a hoy y su régimen no es el 14 ni el 15.");
        scope.require(
                performed.getYear() <= scope.today().getYear() + 1,
                1125,
                "La operación es posterior al año que viene.");
        scope.require(
                !performed.isBefore(scope.today().minusYears(20)), 1134, "La operación tiene más de veinte años.");
    }

    private static boolean mayBeLater(XmlView invoice) {
        return lines(invoice).stream().allMatch(line -> {
            String tax = line.text("Impuesto");
            boolean concerned = tax == null || tax.equals("01") || tax.equals("03");
            String scheme = line.text("ClaveRegimen");
            return !concerned || (scheme != null && LATER_OPERATION.contains(scheme));
        });
    }

    /** The lines of the breakdown. */
    static List<XmlView> lines(XmlView invoice) {
        XmlView breakdown = invoice.child("Desglose");
        return breakdown == null ? List.of() : breakdown.children("DetalleDesglose");
    }

    private static void operation(Scope scope) {
        Registration record = scope.record();
        scope.require(
                !record.priorRejection().equals("X") || record.correction(),
                1153,
                "RechazoPrevio X necesita Subsanacion S.");
        scope.require(
                !record.priorRejection().equals("S") || record.correction(),
                1161,
                "RechazoPrevio S necesita Subsanacion S.");
    }

    private static void correction(Scope scope) {
        String kind = scope.record().kind();
        boolean correcting = CORRECTING.contains(kind);
        String way = scope.xml().text("TipoRectificativa");
        scope.require(
                !correcting || way != null, 1114, "Una rectificativa dice si es por sustitución o por diferencias.");
        scope.require(correcting || way == null, 1115, "TipoRectificativa es solo de las rectificativas.");
        scope.require(
                !scope.xml().has("FacturasSustituidas") || kind.equals("F3"),
                1116,
                "FacturasSustituidas es solo de las F3.");
        scope.require(
                !scope.xml().has("FacturasRectificadas") || correcting,
                1117,
                "FacturasRectificadas es solo de las rectificativas.");
        boolean replaced = scope.xml().has("ImporteRectificacion");
        scope.require(!"S".equals(way) || replaced, 1118, "Una rectificativa por sustitución dice lo que sustituye.");
        scope.require(
                "S".equals(way) || !replaced,
                1119,
                "ImporteRectificacion es solo de las rectificativas por sustitución.");
    }

    private static void marks(Scope scope) {
        XmlView xml = scope.xml();
        String kind = scope.record().kind();
        boolean withoutRecipient = WITHOUT_RECIPIENT.contains(kind);
        scope.require(
                !xml.yes("FacturaSimplificadaArt7273") || !withoutRecipient,
                1183,
                "FacturaSimplificadaArt7273 no es de F2 ni R5.");
        scope.require(
                !xml.yes("FacturaSinIdentifDestinatarioArt61d") || withoutRecipient,
                1185,
                "FacturaSinIdentifDestinatarioArt61d es solo de F2 y R5.");
        scope.require(!xml.yes("Cupon") || kind.equals("R1") || kind.equals("R5"), 1157, "Cupon es solo de R1 y R5.");
        BigDecimal total = xml.number("ImporteTotal");
        boolean macro = total != null && total.abs().compareTo(MACRO) >= 0;
        scope.require(!macro || xml.yes("Macrodato"), 1139, "Desde 100.000.000 de euros Macrodato es S.");
        scope.require(macro || !xml.yes("Macrodato"), 1138, "Macrodato S es solo desde 100.000.000 de euros.");
        issuedBy(scope, xml.text("EmitidaPorTerceroODestinatario"));
        boolean recipients = xml.has("Destinatarios");
        scope.require(withoutRecipient || recipients, 1189, "Una " + kind + " necesita destinatario.");
        scope.require(!withoutRecipient || !recipients, 1190, "Una " + kind + " no lleva destinatario.");
    }

    private static void issuedBy(Scope scope, @Nullable String by) {
        boolean third = scope.xml().has("Tercero");
        scope.require(by != null || !third, 1155, "Tercero sin EmitidaPorTerceroODestinatario.");
        scope.require(!"T".equals(by) || third, 1186, "Falta Tercero.");
        scope.require(!"D".equals(by) || !third, 1159, "Tercero en una factura que emite el destinatario.");
        scope.require(!"D".equals(by) || scope.xml().has("Destinatarios"), 1158, "Falta Destinatarios.");
    }
}
