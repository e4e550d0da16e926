package io.rubro.billing.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.FiscalRegime;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceContributor;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.SeriesKind;
import io.rubro.billing.internal.model.InvoiceEntity;
import io.rubro.billing.internal.model.Totals;
import io.rubro.billing.internal.service.GapFreeNumbers.Assigned;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.metrics.Metrics;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes invoices legal documents. What can be checked is checked before anything is locked; then the series, the fiscal
 * chain and, as the transaction commits, the audit chain are locked in this order, everywhere the same, so that two issues
 * never wait for each other in a circle.
 */
final class Issuing {

    private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);
    private static final Duration SLOW = Duration.ofMillis(100);

    private final GapFreeNumbers numbers;
    private final AppendedRows rows;
    private final Events events;
    private final Audit audit;
    private final List<FiscalRegime> regimes = new CopyOnWriteArrayList<>();
    private final List<InvoiceContributor> contributors = new CopyOnWriteArrayList<>();
    private volatile @Nullable Metrics metrics;

    Issuing(GapFreeNumbers numbers, AppendedRows rows, Events events, Audit audit) {
        this.numbers = numbers;
        this.rows = rows;
        this.events = events;
        this.audit = audit;
    }

    List<FiscalRegime> regimes() {
        return regimes;
    }

    List<InvoiceContributor> contributors() {
        return contributors;
    }

    /**
     * Issues an invoice.
     *
     * @param store writes it with its number and its seal, and answers with it as stored
     *
     * @throws ProblemException if the law, a contributor or the series forbids it
     */
    Invoice issue(InvoiceEntity invoice, Organization issuer, Clock clock, Supplier<Invoice> store) {
        FiscalRegime regime = regime(issuer);
        LocalDate asked = invoice.issueDate();
        LocalDate date = asked == null ? LocalDate.ofInstant(clock.instant(), issuer.zone()) : asked;
        invoice.date(date);
        Invoice candidate = invoice.toInvoice();
        regime.check(issuer, candidate);
        contributors.forEach(contributor -> contribute(contributor, candidate));

        Assigned assigned = numbers.next(invoice.series(), SeriesKind.of(invoice.kind()), date, asked != null);
        invoice.assign(assigned.number(), assigned.date());
        FiscalSeal seal = sealed(regime, issuer, invoice.toInvoice());
        invoice.issue(seal, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Invoice issued = store.get();
        rows.add(issued.id(), issued.taxes());
        announce(issued, assigned, seal);
        return issued;
    }

    /** The law's share of an issue is measured: what it costs must stay a small part. */
    private FiscalSeal sealed(FiscalRegime regime, Organization issuer, Invoice invoice) {
        long begun = System.nanoTime();
        FiscalSeal seal = regime.seal(issuer, invoice);
        Metrics meter = metrics;
        if (meter != null) {
            meter.time("billing.fiscal.record", Duration.ofNanos(System.nanoTime() - begun), "regime", regime.id());
        }
        return seal;
    }

    void meter(@Nullable Metrics meter) {
        metrics = meter;
    }

    /** The law of the issuer's country. */
    FiscalRegime regime(Organization issuer) {
        return regimes.stream()
                .filter(regime -> regime.country().equals(issuer.country()))
                .min(Comparator.comparing(FiscalRegime::id))
                .orElseThrow(() ->
                        ProblemException.conflict("billing.invoice.no-regime", Map.of("country", issuer.country())));
    }

    private static void contribute(InvoiceContributor contributor, Invoice candidate) {
        long begun = System.nanoTime();
        contributor.issuing(candidate);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (taken.compareTo(SLOW) > 0) {
            LOG.warn(
                    "{} took {} ms of an issuing transaction",
                    contributor.getClass().getName(),
                    taken.toMillis());
        }
    }

    private void announce(Invoice issued, Assigned assigned, FiscalSeal seal) {
        events.publish(new InvoiceIssued(
                issued.id(),
                issued.kind(),
                assigned.number(),
                assigned.date(),
                issued.dueDate(),
                issued.customer(),
                issued.currency(),
                issued.taxTotal(),
                issued.total(),
                replaced(issued),
                issued.payable(),
                soldOn(issued)));
        String hash = seal.hash();
        audit.record(
                "billing.invoice.issue",
                "invoice",
                issued.id(),
                Map.of("number", assigned.number(), "total", issued.total(), "hash", hash == null ? "" : hash));
    }

    /** When what it takes the place of was sold; null if it takes none's place. */
    private static @Nullable LocalDate soldOn(Invoice issued) {
        Correction correction = issued.correction();
        if (correction != null && correction.method() == CorrectionMethod.DIFFERENCES) {
            return null;
        }
        List<InvoiceReference> earlier = correction == null ? issued.replaces() : correction.invoices();
        return earlier.stream()
                .flatMap(reference -> Stream.ofNullable(reference.issueDate()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable BigDecimal replaced(Invoice issued) {
        Correction correction = issued.correction();
        return correction == null || correction.method() == CorrectionMethod.DIFFERENCES
                ? null
                : Stream.of(correction.base(), correction.tax(), correction.surcharge())
                        .flatMap(Stream::ofNullable)
                        .reduce(Totals.zero(), BigDecimal::add);
    }
}
