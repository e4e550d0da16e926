package io.rubro.fiscal.verifactu.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice charges by one tax, as literals: {@code DetalleDesglose}.
 *
 * @param tax list L1: 01 IVA, 02 IPSI, 03 IGIC, 05 others; null for IVA
 * @param scheme list L8: 01 general…; null where the tax knows none
 * @param treatment list L9 or L10: S1, S2, N1, N2 or the cause of an exemption, E1 to E8
 * @param rate in percent; null where nothing may be said of it
 * @param base the taxable amount, or the amount that is not subject
 * @param amount the tax; null as {@code rate}
 * @param surchargeRate the equivalence surcharge in percent; null without one
 * @param surcharge its amount; null without one
 */
public record BreakdownLine(
        @Nullable String tax,
        @Nullable String scheme,
        String treatment,
        @Nullable String rate,
        String base,
        @Nullable String amount,
        @Nullable String surchargeRate,
        @Nullable String surcharge) {

    private static final int PARTS = 8;
    /** How the first version wrote them: scheme, treatment, rate, base and amount. */
    private static final int EARLY_PARTS = 5;

    /** Whether it is exempt, and {@link #treatment} says why. */
    public boolean exempt() {
        return treatment.startsWith("E");
    }

    /** Lines as one text: parts separated by {@code :}, absent ones empty, lines by {@code ;}. */
    public static String format(List<BreakdownLine> lines) {
        return lines.stream().map(BreakdownLine::format).collect(Collectors.joining(";"));
    }

    private String format() {
        return Stream.of(tax, scheme, treatment, rate, base, amount, surchargeRate, surcharge)
                .map(part -> part == null ? "" : part)
                .collect(Collectors.joining(":"));
    }

    /** The lines of such a text; what is no line is left out: whoever changed it is found by the digest. */
    public static List<BreakdownLine> parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(text.split(";", -1))
                .map(line -> line.split(":", -1))
                .filter(parts -> parts.length == PARTS || parts.length == EARLY_PARTS)
                .map(BreakdownLine::of)
                .toList();
    }

    private static BreakdownLine of(String[] p) {
        return p.length == PARTS
                ? new BreakdownLine(
                        orNull(p[0]), orNull(p[1]), p[2], orNull(p[3]), p[4], orNull(p[5]), orNull(p[6]), orNull(p[7]))
                : new BreakdownLine(null, orNull(p[0]), p[1], orNull(p[2]), p[3], orNull(p[4]), null, null);
    }

    private static @Nullable String orNull(String part) {
        return part.isEmpty() ? null : part;
    }
}
