package io.rubro.fiscal.verifactu.standin.internal;

import io.rubro.fiscal.verifactu.standin.internal.BreakdownRules.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rates of VAT and of the equivalence surcharge, and when: validations 1.2.2, sections 3.1.3.15.1 and 15.3. */
final class RateRules {

    private static final List<String> RATES = List.of("0", "2", "4", "5", "7.5", "10", "21");
    private static final List<String> SURCHARGES = List.of("0", "0.26", "0.5", "0.62", "1", "1.4", "1.75", "5.2");

    private static final LocalDate REDUCED_FROM = LocalDate.of(2022, 7, 1);
    private static final LocalDate FOOD_FROM = LocalDate.of(2023, 1, 1);
    private static final LocalDate REDUCED_TO = LocalDate.of(2024, 9, 30);
    private static final LocalDate LAST_FROM = LocalDate.of(2024, 10, 1);
    private static final LocalDate LAST_TO = LocalDate.of(2024, 12, 31);

    private RateRules() {}

    static void check(Scope scope, Line line) {
        BigDecimal surcharge = line.xml().number("TipoRecargoEquivalencia");
        scope.require(
                (surcharge == null) == (line.xml().number("CuotaRecargoEquivalencia") == null),
                1284,
                "El tipo y la cuota del recargo van juntos.");
        scope.require(surcharge == null || line.treatedAs("S1"), 1281, "El recargo es solo de S1.");
        BigDecimal rate = line.rate();
        if (!line.vat() || !line.treatedAs("S1") || rate == null) {
            return;
        }
        LocalDate performed = Registration.date(scope.xml().text("FechaOperacion"));
        LocalDate day = performed == null ? scope.record().issueDate() : performed;
        if (day == null) {
            return;
        }
        scope.require(isOneOf(rate, RATES), 1124, "El " + rate.toPlainString() + " % no es un tipo del IVA.");
        if (is(rate, "5")) {
            scope.require(within(day, REDUCED_FROM, REDUCED_TO), 1194, "El 5 % no rige en esa fecha.");
        } else if (is(rate, "2")) {
            scope.require(within(day, LAST_FROM, LAST_TO), 1235, "El 2 % no rige en esa fecha.");
        } else if (is(rate, "7.5")) {
            scope.require(within(day, LAST_FROM, LAST_TO), 1236, "El 7,5 % no rige en esa fecha.");
        }
        if (surcharge != null) {
            surcharge(scope, day, rate, surcharge);
        }
    }

    private static void surcharge(Scope scope, LocalDate day, BigDecimal rate, BigDecimal surcharge) {
        scope.require(
                isOneOf(surcharge, SURCHARGES),
                1127,
                "El " + surcharge.toPlainString() + " % no es un tipo de recargo.");
        if (is(rate, "21")) {
            pair(scope, surcharge, 1162, "5.2", "1.75");
        } else if (is(rate, "10")) {
            pair(scope, surcharge, 1163, "1.4");
        } else if (is(rate, "4")) {
            pair(scope, surcharge, 1164, "0.5");
        } else if (is(rate, "7.5")) {
            pair(scope, surcharge, 1169, "1");
        } else if (is(rate, "2")) {
            pair(scope, surcharge, 1166, "0.26");
        } else if (is(rate, "5")) {
            boolean food = !day.isBefore(FOOD_FROM);
            pair(scope, surcharge, food ? 1168 : 1167, food ? "0.62" : "0.5");
        } else if (is(rate, "0")) {
            boolean reduced = within(day, FOOD_FROM, REDUCED_TO);
            pair(scope, surcharge, reduced ? 1165 : 1170, reduced ? "0" : "0.26");
        }
    }

    private static void pair(Scope scope, BigDecimal surcharge, int code, String... allowed) {
        scope.require(isOneOf(surcharge, List.of(allowed)), code, "El recargo no es el de ese tipo del IVA.");
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    private static boolean is(@Nullable BigDecimal value, String text) {
        return value != null && value.compareTo(new BigDecimal(text)) == 0;
    }

    private static boolean isOneOf(BigDecimal value, List<String> texts) {
        return texts.stream().anyMatch(text -> is(value, text));
    }
}
