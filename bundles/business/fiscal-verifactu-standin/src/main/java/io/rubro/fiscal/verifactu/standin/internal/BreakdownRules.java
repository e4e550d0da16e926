package io.rubro.fiscal.verifactu.standin.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold for the lines of the breakdown: validations 1.2.2, sections 3.1.3.15.2 and 15.4 to 15.8. */
final class BreakdownRules {

    /** What sums that do not add up may be off by, in euros. */
    static final BigDecimal MARGIN = new BigDecimal("10.00");

    private static final BigDecimal SIMPLIFIED_LIMIT = new BigDecimal("3000.00");
    private static final Set<String> VAT_SCHEMES = Set.of(
            "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "14", "15", "17", "18", "19", "20");
    private static final Set<String> IPSI_SCHEMES = Set.of("01", "08", "11", "18", "19", "20");
    private static final Set<String> VAT_EXEMPTIONS = Set.of("E1", "E2", "E3", "E4", "E5", "E6");
    private static final Set<String> NOT_CASH_EXEMPTIONS = Set.of("E2", "E3", "E4", "E5");
    private static final Set<String> WITH_RECIPIENT = Set.of("F1", "F3", "R1", "R2", "R3", "R4");
    private static final Set<String> PUBLIC_WORKS = Set.of("F1", "R1", "R2", "R3", "R4");
    /** IPSI without its scheme is forgiven until then. */
    private static final LocalDate IPSI_STRICT = LocalDate.of(2027, 1, 1);

    private BreakdownRules() {}

    /**
     * One line, read once.
     *
     * @param tax list L1; 01 if it says none
     */
    record Line(
            XmlView xml,
            String tax,
            @Nullable String scheme,
            @Nullable String treatment,
            @Nullable String exemption,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal base,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal quota) {

        static Line of(XmlView xml) {
            String tax = xml.text("Impuesto");
            return new Line(
                    xml,
                    tax == null ? "01" : tax,
                    xml.text("ClaveRegimen"),
                    xml.text("CalificacionOperacion"),
                    xml.text("OperacionExenta"),
                    xml.number("TipoImpositivo"),
                    xml.number("BaseImponibleOimporteNoSujeto"),
                    xml.number("BaseImponibleACoste"),
                    xml.number("CuotaRepercutida"));
        }

        boolean vat() {
            return tax.equals("01");
        }

        boolean vatOrIgic() {
            return vat() || tax.equals("03");
        }

        boolean treatedAs(String value) {
            return value.equals(treatment);
        }

        /** Whether it says anything of a rate or a quota. */
        boolean taxed() {
            return rate != null
                    || quota != null
                    || xml.has("TipoRecargoEquivalencia")
                    || xml.has("CuotaRecargoEquivalencia");
        }
    }

    static void check(Scope scope) {
        BigDecimal sum = BigDecimal.ZERO;
        for (XmlView view : InvoiceRules.lines(scope.xml())) {
            Line line = Line.of(view);
            scheme(scope, line);
            treatment(scope, line);
            if (line.vatOrIgic() && line.scheme != null) {
                special(scope, line, line.scheme);
            }
            RateRules.check(scope, line);
            quota(scope, line);
            sum = sum.add(orZero(line.base)).add(orZero(line.quota));
        }
        boolean unlimited = scope.xml().text("NumRegistroAcuerdoFacturacion") != null
                || scope.xml().yes("FacturaSinIdentifDestinatarioArt61d");
        scope.require(
                !scope.record().kind().equals("F2") || unlimited || sum.compareTo(SIMPLIFIED_LIMIT.add(MARGIN)) <= 0,
                1150,
                "Una simplificada no pasa de 3.000 euros.");
    }

    static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static void scheme(Scope scope, Line line) {
        String scheme = line.scheme;
        if (line.tax.equals("05")) {
            scope.require(scheme == null, 1260, "ClaveRegimen no es de otros impuestos.");
        } else if (line.tax.equals("02")) {
            boolean strict = !scope.today().isBefore(IPSI_STRICT);
            scope.require(
                    scheme != null && IPSI_SCHEMES.contains(scheme),
                    strict ? 1245 : 2009,
                    "Con IPSI hace falta una clave de régimen suya.");
        } else {
            scope.require(scheme != null, 1245, "Falta ClaveRegimen.");
            scope.require(
                    scheme == null || VAT_SCHEMES.contains(scheme) || (!line.vat() && scheme.equals("21")),
                    1246,
                    "La clave de régimen " + scheme + " no es de este impuesto.");
        }
        scope.require(
                line.cost == null || "06".equals(scheme) || line.tax.equals("02") || line.tax.equals("05"),
                1257,
                "BaseImponibleACoste es solo del régimen 06, del IPSI y de otros impuestos.");
    }

    private static void treatment(Scope scope, Line line) {
        scope.require(
                line.treatment != null || line.exemption != null,
                1195,
                "Falta CalificacionOperacion u OperacionExenta.");
        scope.require(
                line.treatment == null || line.exemption == null,
                1196,
                "CalificacionOperacion y OperacionExenta se excluyen.");
        if (line.exemption != null) {
            scope.require(!line.vat() || VAT_EXEMPTIONS.contains(line.exemption), 1182, "La exención no es del IVA.");
            scope.require(!line.taxed(), 1238, "Lo exento no lleva tipo ni cuota.");
            boolean foreign = PartyRules.recipients(scope.xml()).stream().allMatch(person -> person.has("IDOtro"));
            scope.require(
                    !line.vat() || !line.exemption.equals("E5") || foreign,
                    1289,
                    "Con E5 el destinatario se identifica por IDOtro.");
        }
        if (line.treatedAs("S2")) {
            scope.require(WITH_RECIPIENT.contains(scope.record().kind()), 1197, "S2 no es de simplificadas.");
            scope.require(isZero(line.rate) && isZero(line.quota), 1198, "Con S2 tipo y cuota son 0 y se escriben.");
        }
        if (line.vat() && (line.treatedAs("N1") || line.treatedAs("N2"))) {
            scope.require(!line.taxed(), 1237, "Lo no sujeto no lleva tipo ni cuota.");
        }
    }

    private static boolean isZero(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() == 0;
    }

    private static void special(Scope scope, Line line, String scheme) {
        String kind = scope.record().kind();
        String exemption = line.exemption == null ? "" : line.exemption;
        boolean exempt = line.exemption != null;
        var recipients = PartyRules.recipients(scope.xml());
        switch (scheme) {
            case "01" ->
                scope.require(
                        !exemption.equals("E2") && !exemption.equals("E3"),
                        1199,
                        "Con el régimen 01 no caben E2 ni E3.");
            case "02" -> scope.require(exempt, 1286, "Con el régimen 02 solo cabe lo exento.");
            case "03" -> scope.require(exempt || line.treatedAs("S1"), 1200, "Con el régimen 03 solo cabe S1.");
            case "04" ->
                scope.require(exempt || line.treatedAs("S2"), 1201, "Con el régimen 04 solo caben S2 y exento.");
            case "06" ->
                scope.require(
                        line.cost != null && !Set.of("F2", "F3", "R5").contains(kind),
                        1202,
                        "Con el régimen 06 hay base a coste y no caben F2, F3 ni R5.");
            case "07" ->
                scope.require(
                        exempt ? !NOT_CASH_EXEMPTIONS.contains(exemption) : line.treatedAs("S1"),
                        1203,
                        "Con el régimen 07 no caben S2, N1, N2 ni E2 a E5.");
            case "08" -> scope.require(line.treatedAs("N2"), 1252, "Con el régimen 08 solo cabe N2.");
            case "10" ->
                scope.require(
                        line.treatedAs("N1")
                                && kind.equals("F1")
                                && recipients.stream().allMatch(person -> person.has("NIF")),
                        1205,
                        "Con el régimen 10 solo caben N1, F1 y destinatarios con NIF.");
            case "11" -> {
                BigDecimal rate = line.rate;
                scope.require(
                        !line.vat() || rate == null || rate.compareTo(new BigDecimal("21")) == 0,
                        1206,
                        "Con el régimen 11 el tipo es el 21 %.");
            }
            case "14" -> {
                LocalDate performed = Registration.date(scope.xml().text("FechaOperacion"));
                LocalDate issued = scope.record().issueDate();
                scope.require(
                        performed != null && issued != null && performed.isAfter(issued),
                        1147,
                        "Con el régimen 14 la operación es posterior a la expedición.");
                scope.require(PUBLIC_WORKS.contains(kind), 1148, "Con el régimen 14 no cabe una " + kind + ".");
                scope.require(
                        recipients.stream().map(person -> person.text("NIF")).allMatch(BreakdownRules::isPublicBody),
                        1149,
                        "Con el régimen 14 el destinatario es una administración pública.");
            }
            case "20" ->
                scope.require(line.vat() || line.treatedAs("N2"), 1293, "Con el régimen 20 del IGIC solo cabe N2.");
            default -> {}
        }
    }

    private static boolean isPublicBody(@Nullable String nif) {
        return nif != null && "PQSV".indexOf(nif.charAt(0)) >= 0;
    }

    private static void quota(Scope scope, Line line) {
        if (!line.treatedAs("S1")) {
            scope.require(
                    line.quota == null || line.quota.signum() == 0, 1207, "Solo S1 lleva una cuota distinta de 0.");
            return;
        }
        BigDecimal rate = line.rate;
        BigDecimal quota = line.quota;
        if (rate == null || quota == null) {
            boolean group = "06".equals(line.scheme);
            scope.require(false, group ? 1209 : 1208, "Con S1 hacen falta tipo y cuota.");
            return;
        }
        String kind = scope.record().kind();
        if ("I".equals(scope.xml().text("TipoRectificativa")) || kind.equals("R2") || kind.equals("R3")) {
            return;
        }
        boolean atCost = line.cost != null;
        BigDecimal base = orZero(atCost ? line.cost : line.base);
        scope.require(
                base.signum() * quota.signum() >= 0,
                atCost ? 1140 : 1143,
                "La base y la cuota tienen signos distintos.");
        BigDecimal difference =
                base.multiply(rate).movePointLeft(2).subtract(quota).abs();
        scope.require(
                difference.compareTo(MARGIN) <= 0, atCost ? 1144 : 1142, "La cuota no sale de la base y el tipo.");
    }
}
