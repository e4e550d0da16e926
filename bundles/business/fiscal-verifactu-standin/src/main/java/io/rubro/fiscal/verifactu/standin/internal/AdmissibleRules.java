package io.rubro.fiscal.verifactu.standin.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong and taken all the same, for its sender to correct: validations 1.2.2, section 4.3.1. */
final class AdmissibleRules {

    private static final Set<String> NOT_ADDED_UP = Set.of("03", "05", "06", "08", "09");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{64}");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)");
    /** How far ahead of the authority's clock a record's may be. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(240);

    private AdmissibleRules() {}

    /** @param chainStarted whether the chain has records already, this one not among them */
    static void check(Scope scope, boolean chainStarted) {
        Registration record = scope.record();
        scope.require(
                record.fingerprint().equals(record.expectedFingerprint()), 2000, "La huella no es la de sus campos.");
        Registration.Link previous = record.previous();
        if (previous != null) {
            String before = previous.fingerprint();
            scope.require(before.length() == 64, 2002, "La huella anterior no tiene 64 cifras.");
            scope.require(
                    before.length() != 64 || FINGERPRINT.matcher(before).matches(),
                    2003,
                    "La huella anterior no es hexadecimal en mayúsculas.");
            scope.require(!before.equals(record.fingerprint()), 2008, "La huella anterior es la propia.");
        }
        if (!record.cancellation()) {
            totals(scope);
        }
        scope.require(
                previous != null || !chainStarted, 2007, "Dice ser el primer registro y de este sistema ya hay otros.");
        moment(scope);
    }

    private static void totals(Scope scope) {
        BigDecimal quotas = BigDecimal.ZERO;
        BigDecimal bases = BigDecimal.ZERO;
        for (XmlView line : InvoiceRules.lines(scope.xml())) {
            String scheme = line.text("ClaveRegimen");
            if (scheme != null && NOT_ADDED_UP.contains(scheme)) {
                return;
            }
            bases = bases.add(BreakdownRules.orZero(line.number("BaseImponibleOimporteNoSujeto")));
            quotas = quotas.add(BreakdownRules.orZero(line.number("CuotaRepercutida")))
                    .add(BreakdownRules.orZero(line.number("CuotaRecargoEquivalencia")));
        }
        scope.require(
                isClose(scope.xml().number("ImporteTotal"), bases.add(quotas)), 2005, "ImporteTotal no es la suma.");
        scope.require(isClose(scope.xml().number("CuotaTotal"), quotas), 2006, "CuotaTotal no es la suma.");
    }

    private static boolean isClose(@Nullable BigDecimal said, BigDecimal sum) {
        return said != null && said.subtract(sum).abs().compareTo(BreakdownRules.MARGIN) <= 0;
    }

    private static void moment(Scope scope) {
        String text = scope.record().generatedAt();
        boolean formed = MOMENT.matcher(text).matches();
        Instant at = null;
        if (formed) {
            try {
                at = OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                formed = false;
            }
        }
        scope.require(formed, 1244, "FechaHoraHusoGenRegistro se escribe aaaa-mm-ddThh:mm:ss±hh:mm.");
        scope.require(
                at == null || !at.isAfter(scope.now().plus(CLOCK_MARGIN)),
                2004,
                "El reloj del registro va adelantado más de 240 segundos.");
    }
}
