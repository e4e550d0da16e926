package io.rubro.fiscal.verifactu.internal.mode;

import io.rubro.platform.persistence.Sql;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How things stand for a business.
 *
 * @param mode today
 * @param since null if it was never decided: VERI*FACTU
 * @param next what was decided for a day to come; null if nothing
 * @param history all decisions, the latest first
 */
public record Standing(OperatingMode mode, @Nullable Change since, @Nullable Change next, List<Change> history) {

    private static final String CHANGES =
            """
            select id, mode, effective_from, decided_at, begun from fiscal_verifactu.mode_change
            where organization_id = {org} order by id""";

    /** Of the organisation on the thread. */
    public static Standing read(Sql sql, LocalDate today) {
        return of(sql.query(CHANGES, Change::of), today);
    }

    /** @param changes oldest first */
    static Standing of(List<Change> changes, LocalDate today) {
        Change current = null;
        Change next = null;
        for (Change change : changes) {
            // a later decision takes the place of those for the same day and after it
            if (next != null && !change.from().isAfter(next.from())) {
                next = null;
            }
            if (change.from().isAfter(today)) {
                next = change;
            } else {
                current = change;
            }
        }
        List<Change> latestFirst = changes.stream()
                .sorted(Comparator.comparing(Change::id).reversed())
                .toList();
        return new Standing(current == null ? OperatingMode.VERIFACTU : current.mode(), current, next, latestFirst);
    }

    /** The last day of VERI*FACTU, {@code FechaFinVeriFactu}: to come or past; empty if it goes on. */
    public Optional<LocalDate> endOfVerifactu() {
        Change end = next == null ? since : next;
        return end == null || end.mode() == OperatingMode.VERIFACTU
                ? Optional.empty()
                : Optional.of(end.from().minusDays(1));
    }
}
