package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.submission.QueryAnswer.Entry;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compares what the organisation has sent with what the authority has: {@code ConsultaFactuSistemaFacturacion}. */
@Component(service = Reconciliation.class)
public final class Reconciliation {

    private static final YearMonth EARLIEST = YearMonth.of(2024, 10);
    private static final int MAX_PAGES = 100;
    private static final int MAX_DIFFERENCES = 1_000;

    private final Sql sql;
    private final Authority authority;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Reconciliation(@Reference Sql sql, @Reference Authority authority) {
        this(sql, authority, Clock.systemUTC());
    }

    Reconciliation(Sql sql, Authority authority, Clock clock) {
        this.sql = sql;
        this.authority = authority;
        this.clock = clock;
    }

    /** The sorts of differences. */
    public enum Kind {
        /** The authority accepted it, and does not have it. */
        ONLY_HERE,
        /** The authority has it, and nothing here was accepted. */
        ONLY_THERE,
        /** The totals differ. */
        TOTAL,
        /** It is cancelled here and not there, or the reverse. */
        STATE,
        /** The fingerprints differ: the authority has another record of it. */
        FINGERPRINT
    }

    /**
     * A difference.
     *
     * @param issueDate {@code dd-mm-yyyy}
     * @param here what is known here: a total, a state, a fingerprint; null if nothing
     * @param there what the authority has, as {@code here}
     */
    public record Difference(
            String number, String issueDate, Kind kind, @Nullable String here, @Nullable String there) {}

    /**
     * The outcome.
     *
     * @param here how many invoices of the month the authority accepted, as far as is known here
     * @param waiting how many of the month it has not answered yet; they are no differences
     * @param there how many it has
     * @param differenceCount how many differences there are
     * @param differences the first thousand
     */
    public record Report(
            int year, int month, int here, int waiting, int there, int differenceCount, List<Difference> differences) {}

    /** What is known here of an invoice. */
    private static final class Ours {
        private final String issueDate;
        private @Nullable String total;
        private @Nullable String fingerprint;
        private boolean accepted;
        private boolean cancelled;
        private boolean open;

        Ours(String issueDate) {
            this.issueDate = issueDate;
        }
    }

    /**
     * Compares a month, of the operations, or of issue where they say no other day. Asks the authority: it takes seconds.
     *
     * @throws ProblemException 422 if it is no such month; 409 if the authority cannot be asked; 502 if it did not answer
     */
    public Report compare(Organization business, int year, int month) {
        YearMonth period = month < 1 || month > 12 || year < 1 || year > 9999 ? null : YearMonth.of(year, month);
        YearMonth latest =
                YearMonth.from(clock.instant().atZone(business.zone())).plusMonths(1);
        if (period == null || period.isBefore(EARLIEST) || period.isAfter(latest)) {
            throw ProblemException.invalid("month", "fiscal-verifactu.reconcile.period");
        }
        if (authority.obstacle(clock.instant()).isPresent()) {
            throw ProblemException.conflict("fiscal-verifactu.reconcile.obstacle", Map.of());
        }
        String taxId = business.taxId();
        if (taxId == null || !(TaxId.check("ES", taxId) instanceof TaxId.Valid nif)) {
            throw ProblemException.invalid("organization.taxId", "fiscal-verifactu.issuer");
        }
        List<Entry> theirs = ask(nif.value(), business.legalName(), period);
        Map<String, Ours> ours = ours(nif.value(), period);
        return report(period, ours, theirs);
    }

    private List<Entry> ask(String nif, String name, YearMonth period) {
        List<Entry> entries = new ArrayList<>();
        QueryAnswer.Key after = null;
        try {
            for (int page = 0; page < MAX_PAGES; page++) {
                String question = SoapMessages.query(
                        nif, name, period.getYear(), "%02d".formatted(period.getMonthValue()), after);
                QueryAnswer answer = AnswerReader.query(authority.exchange(question));
                entries.addAll(answer.entries());
                after = answer.next();
                if (after == null) {
                    break;
                }
            }
        } catch (ExchangeException e) {
            String text = e.code() == null ? e.text() : e.code() + ": " + e.text();
            throw ProblemException.of(502, "fiscal-verifactu.reconcile.no-answer", Map.of("text", text));
        }
        return entries;
    }

    private Map<String, Ours> ours(String nif, YearMonth period) {
        Map<String, Ours> ours = new LinkedHashMap<>();
        String days = "%-" + "%02d-%04d".formatted(period.getMonthValue(), period.getYear());
        sql.query(
                """
                select r.number, r.issue_date, r.record_type, r.total, r.fingerprint, s.state
                from fiscal_verifactu.record r
                join fiscal_verifactu.submission s on s.organization_id = r.organization_id and s.record_id = r.id
                where r.organization_id = {org} and r.issuer = ? and r.number in (
                  select i.number from fiscal_verifactu.record i
                  where i.organization_id = {org} and i.issuer = ? and i.record_type = 'ALTA'
                    and coalesce(i.operation_date, i.issue_date) like ?)
                order by r.chain_id, r.chain_position""",
                row -> note(ours, row),
                nif,
                nif,
                days);
        return ours;
    }

    private static boolean note(Map<String, Ours> all, ResultSet row) throws SQLException {
        String issueDate = row.getString("issue_date");
        Ours invoice = all.computeIfAbsent(row.getString("number"), number -> new Ours(issueDate));
        SubmissionState state = SubmissionState.valueOf(row.getString("state"));
        boolean issue = RecordType.ALTA.name().equals(row.getString("record_type"));
        if (state.open()) {
            invoice.open = true;
        } else if (state.accepted()) {
            invoice.accepted = true;
            invoice.cancelled = !issue;
            invoice.fingerprint = row.getString("fingerprint");
            invoice.total = issue ? row.getString("total") : invoice.total;
        }
        return true;
    }

    private static Report report(YearMonth period, Map<String, Ours> ours, List<Entry> theirs) {
        List<Difference> differences = new ArrayList<>();
        Map<String, Entry> there = new LinkedHashMap<>();
        theirs.forEach(entry -> there.put(entry.number(), entry));
        int here = 0;
        int waiting = 0;
        for (Map.Entry<String, Ours> each : ours.entrySet()) {
            Ours mine = each.getValue();
            Entry theirsOfIt = there.remove(each.getKey());
            here += mine.accepted ? 1 : 0;
            waiting += mine.open ? 1 : 0;
            if (!mine.open) {
                compare(each.getKey(), mine, theirsOfIt, differences);
            }
        }
        there.values()
                .forEach(entry -> differences.add(
                        new Difference(entry.number(), entry.issueDate(), Kind.ONLY_THERE, null, entry.total())));
        return new Report(
                period.getYear(),
                period.getMonthValue(),
                here,
                waiting,
                theirs.size(),
                differences.size(),
                List.copyOf(differences.subList(0, Math.min(differences.size(), MAX_DIFFERENCES))));
    }

    private static void compare(String number, Ours mine, @Nullable Entry theirs, List<Difference> differences) {
        if (theirs == null) {
            if (mine.accepted) {
                differences.add(new Difference(number, mine.issueDate, Kind.ONLY_HERE, mine.total, null));
            }
            return;
        }
        if (!mine.accepted) {
            differences.add(new Difference(number, mine.issueDate, Kind.ONLY_THERE, null, theirs.total()));
        } else if (mine.cancelled != theirs.cancelled()) {
            String state = mine.cancelled ? "Anulado" : "Correcto";
            differences.add(new Difference(number, mine.issueDate, Kind.STATE, state, theirs.state()));
        } else if (!sameAmount(mine.total, theirs.total())) {
            differences.add(new Difference(number, mine.issueDate, Kind.TOTAL, mine.total, theirs.total()));
        } else if (theirs.fingerprint() != null && !Objects.equals(mine.fingerprint, theirs.fingerprint())) {
            differences.add(
                    new Difference(number, mine.issueDate, Kind.FINGERPRINT, mine.fingerprint, theirs.fingerprint()));
        }
    }

    private static boolean sameAmount(@Nullable String mine, @Nullable String theirs) {
        if (mine == null || theirs == null) {
            return true; // a cancellation says none
        }
        try {
            return new BigDecimal(mine).compareTo(new BigDecimal(theirs)) == 0;
        } catch (NumberFormatException e) {
            return mine.equals(theirs);
        }
    }
}
