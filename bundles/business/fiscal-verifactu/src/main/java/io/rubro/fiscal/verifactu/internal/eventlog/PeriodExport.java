package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.signing.SignedRecords;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * All records and events of a period, each as the XML it was made as, in one ZIP file: Orden HAC/1177/2024, article 8.2.
 * Nothing is dropped by it.
 */
@Component(service = PeriodExport.class)
public final class PeriodExport {

    private static final int CHUNK = 200;
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final String RECORD_SPAN = span("record");
    private static final String EVENT_SPAN = span("event");

    private final Transactions transactions;
    private final Sql sql;
    private final RecordChain records;
    private final SignedRecords signatures;
    private final EventLog log;

    /** Called by the component runtime. */
    @Activate
    public PeriodExport(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference RecordChain records,
            @Reference SignedRecords signatures,
            @Reference EventLog log) {
        this.transactions = transactions;
        this.sql = sql;
        this.records = records;
        this.signatures = signatures;
        this.log = log;
    }

    /** Moments are texts that begin with the day of the business, and so are in order. */
    private static String span(String table) {
        return """
                select min(chain_position) as first_position, max(chain_position) as last_position
                from fiscal_verifactu.%s
                where organization_id = {org} and chain_id = ? and generated_at >= ? and generated_at < ?"""
                .formatted(table);
    }

    /**
     * The part of a chain that is of the period.
     *
     * @param folder where in the file it goes
     */
    private record Span(Id chain, String folder, long first, long last) {}

    /** What is to be written. */
    public final class Prepared {

        private final List<Span> recordSpans;
        private final List<Span> eventSpans;

        private Prepared(List<Span> recordSpans, List<Span> eventSpans) {
            this.recordSpans = recordSpans;
            this.eventSpans = eventSpans;
        }

        /** Writes the file. */
        public void write(OutputStream out) throws IOException {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            for (Span span : recordSpans) {
                for (long from = span.first; from <= span.last; from += CHUNK) {
                    long to = Math.min(span.last, from + CHUNK - 1);
                    Map<Id, String> signed = signatures.range(span.chain, from, to);
                    for (FiscalRecord record : records.range(span.chain, from, to)) {
                        String xml = signed.get(record.id());
                        add(zip, span, record.position(), xml == null ? RecordXml.of(record) : xml);
                    }
                }
            }
            for (Span span : eventSpans) {
                for (long from = span.first; from <= span.last; from += CHUNK) {
                    for (Event event : log.range(span.chain, from, Math.min(span.last, from + CHUNK - 1))) {
                        add(zip, span, event.position(), event.xml());
                    }
                }
            }
            zip.finish();
            zip.flush();
        }
    }

    private static void add(ZipOutputStream zip, Span span, long position, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(String.format(Locale.ROOT, "%s/%09d.xml", span.folder, position)));
        zip.write((HEAD + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /**
     * Finds what is of a period and, where a log of events is kept, logs that it is exported.
     *
     * @param from its first day
     * @param to its last day
     * @param logged whether the business keeps a log now
     */
    public Prepared prepare(Organization business, LocalDate from, LocalDate to, boolean logged) {
        return transactions.required(() -> {
            String first = from.toString();
            String end = to.plusDays(1).toString();
            List<Span> recordSpans = records.heads().stream()
                    .map(head -> find(
                            RECORD_SPAN,
                            head.id(),
                            "registros/" + head.issuer() + "-" + head.installation(),
                            first,
                            end))
                    .flatMap(List::stream)
                    .toList();
            List<Span> eventSpans = log.heads().stream()
                    .map(head -> find(
                            EVENT_SPAN, head.id(), "eventos/" + head.issuer() + "-" + head.installation(), first, end))
                    .flatMap(List::stream)
                    .toList();
            if (logged) {
                String begins = Literal.of(from.atStartOfDay(business.zone()).toOffsetDateTime());
                String ends = Literal.of(to.plusDays(1)
                        .atStartOfDay(business.zone())
                        .minusSeconds(1)
                        .toOffsetDateTime());
                logRecords(business, begins, ends, recordSpans);
                logEvents(business, begins, ends, eventSpans);
            }
            return new Prepared(recordSpans, eventSpans);
        });
    }

    private List<Span> find(String query, Id chain, String folder, String first, String end) {
        // positions begin with 1: nothing found is 0
        return sql.queryOne(
                        query,
                        row -> new Span(chain, folder, row.getLong("first_position"), row.getLong("last_position")),
                        chain,
                        first,
                        end)
                .filter(span -> span.first > 0)
                .map(List::of)
                .orElse(List.of());
    }

    private void logRecords(Organization business, String begins, String ends, List<Span> spans) {
        for (Span span : spans) {
            Tally tally = Tally.NOTHING;
            for (long from = span.first; from <= span.last; from += CHUNK) {
                tally = tally.and(records.range(span.chain, from, Math.min(span.last, from + CHUNK - 1)));
            }
            log.append(business, EventType.RECORD_EXPORT, EventDetails.recordExport(begins, ends, tally), null, null);
        }
    }

    private void logEvents(Organization business, String begins, String ends, List<Span> spans) {
        for (Span span : spans) {
            Event.@Nullable Link first =
                    log.at(span.chain, span.first).map(Event::asLink).orElse(null);
            Event.@Nullable Link last =
                    log.at(span.chain, span.last).map(Event::asLink).orElse(null);
            if (first != null && last != null) {
                log.append(
                        business,
                        EventType.EVENT_EXPORT,
                        EventDetails.eventExport(begins, ends, first, last, span.last - span.first + 1),
                        null,
                        null);
            }
        }
    }
}
