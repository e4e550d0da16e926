package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.BreakdownLine;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the authority would refuse in a line of the breakdown: its list of validations 1.2.2, section 3.1.3.15. */
final class BreakdownRules {

    private static final String IVA = "01";
    private static final String IPSI = "02";
    private static final String IGIC = "03";
    private static final String OTHER = "05";

    private static final Pattern RATE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{0,2})?");
    private static final Set<String> NAMED = Set.of("F1", "F3", "R1", "R2", "R3", "R4");
    private static final Set<String> WORKS_KINDS = Set.of("F1", "R1", "R2", "R3", "R4");
    private static final BigDecimal TOLERANCE = BigDecimal.TEN;

    /** Lists L8A and L8B and the keys of IPSI (15.6). */
    private static final Map<String, Set<String>> SCHEMES = Map.of(
            IVA,
            Set.of(
                    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "14", "15", "17", "18", "19",
                    "20"),
            IGIC,
            Set.of(
                    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "14", "15", "17", "18", "19",
                    "20", "21"),
            IPSI,
            Set.of("01", "08", "11", "18", "19", "20"));

    /** A rate and the surcharges that go with it, on the days it holds (15.1 and 15.3). */
    private record Rate(String rate, List<String> surcharges, LocalDate from, LocalDate to) {}

    private static final List<Rate> RATES = List.of(
            new Rate("21", List.of("5.2", "1.75"), LocalDate.MIN, LocalDate.MAX),
            new Rate("10", List.of("1.4"), LocalDate.MIN, LocalDate.MAX),
            new Rate("4", List.of("0.5"), LocalDate.MIN, LocalDate.MAX),
            new Rate("0", List.of("0"), LocalDate.MIN, LocalDate.MAX),
            new Rate("5", List.of("0.5"), LocalDate.of(2022, 7, 1), LocalDate.of(2022, 12, 31)),
            new Rate("5", List.of("0.62"), LocalDate.of(2023, 1, 1), LocalDate.of(2024, 9, 30)),
            new Rate("7.5", List.of("1"), LocalDate.of(2024, 10, 1), LocalDate.of(2024, 12, 31)),
            new Rate("2", List.of("0.26"), LocalDate.of(2024, 10, 1), LocalDate.of(2024, 12, 31)));

    private BreakdownRules() {}

    static void check(RecordContent content, BreakdownLine line, String at, RuleFaults faults) {
        String tax = line.tax() == null ? IVA : line.tax();
        boolean amounts = Literal.AMOUNT.allows(line.base())
                && (line.amount() == null || Literal.AMOUNT.allows(line.amount()))
                && (line.rate() == null || RATE.matcher(line.rate()).matches());
        if (!amounts) {
            faults.add(at + ".treatment", "amount", Map.of());
            return;
        }
        scheme(content, line, tax, at, faults);
        if (line.exempt()) {
            exemption(content, line, tax, at, faults);
        } else if (line.treatment().equals("S1")) {
            taxed(content, line, tax, at, faults);
        } else if (line.treatment().equals("S2")) {
            faults.require(
                    content.kind() != null && NAMED.contains(content.kind()), at + ".treatment", "reverse-charge-kind");
        }
    }

    private static void exemption(RecordContent content, BreakdownLine line, String tax, String at, RuleFaults faults) {
        String causes = tax.equals(IGIC) ? "E[1-8]" : "E[1-6]";
        faults.require(line.treatment().matches(causes), at + ".treatment", "cause");
        Recipient recipient = content.recipient();
        boolean spanish = recipient != null && recipient.idType() == null;
        faults.require(
                !(tax.equals(IVA) && line.treatment().equals("E5") && spanish), "recipient.id", "within-union-nif");
    }

    private static void taxed(RecordContent content, BreakdownLine line, String tax, String at, RuleFaults faults) {
        BigDecimal rate = number(line.rate());
        if (tax.equals(IVA)) {
            LocalDate day = Literal.date(
                    content.particulars().operationDate() == null
                            ? content.issueDate()
                            : content.particulars().operationDate());
            List<Rate> inForce = RATES.stream()
                    .filter(r -> rate.compareTo(new BigDecimal(r.rate)) == 0)
                    .filter(r -> !day.isBefore(r.from) && !day.isAfter(r.to))
                    .toList();
            if (inForce.isEmpty()) {
                faults.add(
                        at + ".treatment", "rate", Map.of("rate", String.valueOf(line.rate()), "day", Literal.of(day)));
            } else if (line.surchargeRate() != null && !goesWith(inForce, line.surchargeRate())) {
                faults.add(
                        at + ".treatment",
                        "surcharge",
                        Map.of("rate", String.valueOf(line.rate()), "surcharge", line.surchargeRate()));
            }
        }
        boolean exact = !"I".equals(content.rectification().method())
                && !"R2".equals(content.kind())
                && !"R3".equals(content.kind());
        if (exact) {
            BigDecimal base = number(line.base());
            BigDecimal amount = number(line.amount());
            BigDecimal expected = base.multiply(rate).movePointLeft(2);
            faults.require(
                    amount.signum() * base.signum() >= 0
                            && amount.subtract(expected).abs().compareTo(TOLERANCE) <= 0,
                    at + ".treatment",
                    "quota");
        }
    }

    private static boolean goesWith(List<Rate> rates, String surcharge) {
        return rates.stream()
                .flatMap(rate -> rate.surcharges.stream())
                .anyMatch(allowed -> new BigDecimal(allowed).compareTo(number(surcharge)) == 0);
    }

    private static void scheme(RecordContent content, BreakdownLine line, String tax, String at, RuleFaults faults) {
        String scheme = line.scheme();
        if (tax.equals(OTHER)) {
            faults.require(scheme == null, at + ".scheme", "scheme-none");
            return;
        }
        if (scheme == null || !SCHEMES.getOrDefault(tax, Set.of()).contains(scheme)) {
            faults.add(at + ".scheme", "scheme", Map.of("scheme", String.valueOf(scheme)));
            return;
        }
        if (tax.equals(IPSI)) {
            return;
        }
        if (!compatible(scheme, line.treatment(), tax)) {
            faults.add(at + ".treatment", "scheme-treatment", Map.of("scheme", scheme, "treatment", line.treatment()));
        }
        String kind = String.valueOf(content.kind());
        Recipient recipient = content.recipient();
        switch (scheme) {
            case "06" -> faults.add(at + ".scheme", "scheme-group", Map.of());
            case "10" -> {
                faults.require(kind.equals("F1"), "kind", "collection-kind");
                faults.require(recipient == null || recipient.idType() == null, "recipient.id", "collection-recipient");
            }
            case "11" ->
                faults.require(
                        !tax.equals(IVA)
                                || !line.treatment().equals("S1")
                                || number(line.rate()).compareTo(new BigDecimal("21")) == 0,
                        at + ".treatment",
                        "premises-rate");
            case "14" -> works(content, recipient, kind, faults);
            default -> {
                // no more rules
            }
        }
    }

    /** Which treatments a scheme knows (15.5 and 15.6). */
    private static boolean compatible(String scheme, String treatment, String tax) {
        boolean exempt = treatment.startsWith("E");
        return switch (scheme) {
            case "01" -> !treatment.equals("E2") && !treatment.equals("E3");
            case "02" -> exempt;
            case "03" -> exempt || treatment.equals("S1");
            case "04" -> exempt || treatment.equals("S2");
            case "07" ->
                treatment.equals("S1") || Set.of("E1", "E6", "E7", "E8").contains(treatment);
            case "08" -> treatment.equals("N2");
            case "10" -> treatment.equals("N1");
            case "20" -> !tax.equals(IGIC) || treatment.equals("N2");
            default -> true;
        };
    }

    /** Works for public bodies whose tax falls due later (15.6.9). */
    private static void works(RecordContent content, @Nullable Recipient recipient, String kind, RuleFaults faults) {
        faults.require(WORKS_KINDS.contains(kind), "kind", "works-kind");
        String operation = content.particulars().operationDate();
        faults.require(
                operation != null && Literal.date(operation).isAfter(Literal.date(content.issueDate())),
                "operationDate",
                "works-date");
        boolean body = recipient != null
                && recipient.idType() == null
                && !recipient.id().isEmpty()
                && "PQSV".indexOf(recipient.id().charAt(0)) >= 0;
        faults.require(body, "recipient.id", "works-recipient");
    }

    /** A literal as a number; zero if there is none. */
    static BigDecimal number(@Nullable String literal) {
        if (literal == null) {
            return BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(literal);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
