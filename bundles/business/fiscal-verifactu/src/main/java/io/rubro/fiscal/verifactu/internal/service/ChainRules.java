package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.platform.ids.Id;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold between a record and the one before it: Orden HAC/1177/2024, article 7. */
final class ChainRules {

    /** How far clocks may be off, articles 7.f and 7.i. */
    static final Duration TOLERANCE = Duration.ofMinutes(1);

    private ChainRules() {}

    /**
     * What is wrong with a record.
     *
     * @param before the record before it; null if there is none
     */
    static List<Fault> faults(Id organization, @Nullable FiscalRecord before, FiscalRecord record, Instant now) {
        List<Fault> faults = new ArrayList<>(0);
        boolean gap = record.position() != (before == null ? 1 : before.position() + 1);
        if (gap) {
            faults.add(fault(record, Fault.Kind.GAP));
        }
        if (!Objects.equals(record.previous(), expected(before))) {
            faults.add(fault(record, Fault.Kind.BROKEN_LINK));
        }
        String digestBefore = before == null ? "" : before.digest();
        boolean intact = record.fingerprint().equals(record.expectedFingerprint())
                // a digest cannot be checked without the one before it
                && (gap || record.digest().equals(record.expectedDigest(organization, digestBefore)));
        if (!intact) {
            faults.add(fault(record, Fault.Kind.CHANGED));
        }
        if (!inOrder(before, record, now)) {
            faults.add(fault(record, Fault.Kind.TIME));
        }
        return faults;
    }

    private static @Nullable Previous expected(@Nullable FiscalRecord before) {
        return before == null ? null : before.asPrevious();
    }

    private static Fault fault(FiscalRecord record, Fault.Kind kind) {
        return new Fault(record.position(), record.id(), kind);
    }

    private static boolean inOrder(@Nullable FiscalRecord before, FiscalRecord record, Instant now) {
        Optional<Instant> at = generatedAt(record);
        if (at.isEmpty() || isAhead(at.get(), now)) {
            return false;
        }
        // what is wrong with the time of the record before is that record's fault
        return before == null
                || generatedAt(before)
                        .map(earlier -> !isAhead(earlier, at.get()))
                        .orElse(true);
    }

    /** Whether a moment lies more than the tolerated minute after another. */
    static boolean isAhead(Instant moment, Instant other) {
        return moment.isAfter(other.plus(TOLERANCE));
    }

    /** When a record says it was generated; empty if nobody can tell. */
    static Optional<Instant> generatedAt(FiscalRecord record) {
        try {
            return Optional.of(OffsetDateTime.parse(record.generatedAt()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
