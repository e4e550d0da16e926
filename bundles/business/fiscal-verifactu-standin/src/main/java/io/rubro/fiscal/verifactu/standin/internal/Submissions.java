package io.rubro.fiscal.verifactu.standin.internal;

import io.rubro.fiscal.verifactu.standin.internal.Notes.Outcome;
import io.rubro.fiscal.verifactu.standin.internal.Register.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Takes messages of records, one at a time. */
final class Submissions {

    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    /** The most records in a message; so many may come at any time. */
    static final int MAX_RECORDS = 1000;

    private static final DateTimeFormatter REQUEST = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final Options options;
    private final @Nullable Schemas schemas;
    private final Register register;
    private final Notes notes;
    private int requests;
    private int judged;

    Submissions(Options options, @Nullable Schemas schemas, Register register, Notes notes) {
        this.options = options;
        this.schemas = schemas;
        this.register = register;
        this.notes = notes;
    }

    /**
     * What became of one record.
     *
     * @param error null if nothing is wrong
     * @param duplicate what was there already, with code 3000
     */
    record Line(Registration record, Outcome outcome, @Nullable Finding error, @Nullable Held duplicate) {}

    /**
     * Takes a message.
     *
     * @param requested whether it came where answers to requests go
     * @return the answer
     * @throws Refusal if it is refused as a whole
     */
    synchronized String take(XmlView message, boolean requested, Weather weather) throws Refusal {
        Instant now = options.clock().instant();
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        Header header = Header.read(message.required("Cabecera"), requested, today, options.unknownTaxpayers());
        List<XmlView> wrappers = message.children("RegistroFactura");
        if (wrappers.size() > MAX_RECORDS) {
            throw new Refusal(4113, "El mensaje lleva más de 1.000 registros.");
        }
        Map<Element, List<Finding>> wrongValues = schemas == null ? Map.of() : schemas.check(message);
        List<Registration> records = read(header.taxpayer(), wrappers);
        noteMessage(header, records, now);
        String request = REQUEST.format(now.atOffset(ZoneOffset.UTC)) + String.format(Locale.ROOT, "%06d", ++requests);
        List<Line> lines = new ArrayList<>();
        for (Registration record : records) {
            Scope scope = new Scope(record, now, today, options.unknownTaxpayers());
            scope.findings().addAll(wrongValues.getOrDefault(record.xml().element(), List.of()));
            Line line = judge(scope, header, request, weather);
            lines.add(line);
            note(line);
        }
        return new SubmissionAnswer(header, request, now, options.waitSeconds()).write(lines);
    }

    private static List<Registration> read(String taxpayer, List<XmlView> wrappers) throws Refusal {
        List<Registration> records = new ArrayList<>();
        for (XmlView wrapper : wrappers) {
            List<XmlView> inside = wrapper.children();
            boolean one = inside.size() == 1
                    && inside.get(0).namespace().equals(Ns.RECORDS)
                    && inside.get(0).name().matches("RegistroAlta|RegistroAnulacion");
            if (!one) {
                throw new Refusal(4136, "RegistroFactura lleva un RegistroAlta o un RegistroAnulacion.");
            }
            records.add(Registration.read(taxpayer, inside.get(0)));
        }
        if (records.isEmpty()) {
            throw new Refusal(4102, "El XML no cumple el esquema: falta RegistroFactura.");
        }
        return records;
    }

    private void noteMessage(Header header, List<Registration> records, Instant now) {
        boolean early = register.tooSoon(records.get(0).chain(), now, Duration.ofSeconds(options.waitSeconds()))
                && records.size() < MAX_RECORDS
                && !header.requested();
        notes.message(new Notes.Message(
                now, header.taxpayer(), records.size(), early, header.incident(), header.requested()));
    }

    private Line judge(Scope scope, Header header, String request, Weather weather) {
        Registration record = scope.record();
        boolean started = register.startedWithout(record);
        register.follow(record).ifPresent(notes::chainFault);
        InvoiceRules.identity(scope);
        if (record.cancellation()) {
            PartyRules.generator(scope);
        } else {
            InvoiceRules.check(scope);
            PartyRules.check(scope);
            BreakdownRules.check(scope);
        }
        PartyRules.program(scope);
        AdmissibleRules.check(scope, started);
        Finding rejecting = rejecting(scope.findings(), header.requested());
        if (rejecting == null) {
            rejecting = register.conflict(record).orElse(null);
        }
        if (rejecting == null && isStruck(weather, Weather.Kind.REFUSE)) {
            rejecting = new Finding(weather.code(), "Rechazado porque así se pidió.");
        }
        if (rejecting != null) {
            Held duplicate =
                    rejecting.code() == 3000 ? register.find(record.invoice()).orElse(null) : null;
            return new Line(record, duplicate == null ? Outcome.REJECTED : Outcome.DUPLICATE, rejecting, duplicate);
        }
        Finding error = scope.findings().stream()
                .min(Comparator.comparing(Finding::needsNoCorrection))
                .orElse(null);
        if (error == null && isStruck(weather, Weather.Kind.ADMIT_WITH_ERRORS)) {
            error = new Finding(weather.code(), "Aceptado con errores porque así se pidió.");
        }
        register.hold(
                record, error, header.presenter(), request, options.clock().instant());
        return new Line(record, error == null ? Outcome.ACCEPTED : Outcome.ACCEPTED_WITH_ERRORS, error, null);
    }

    /** The first that rejects; in an answer to a request only what is said of persons does. */
    private static @Nullable Finding rejecting(List<Finding> findings, boolean requested) {
        return findings.stream()
                .filter(finding -> requested ? finding.concernsIdentity() : finding.rejects())
                .findFirst()
                .orElse(null);
    }

    private boolean isStruck(Weather weather, Weather.Kind kind) {
        return weather.kind() == kind && ++judged % weather.every() == 0;
    }

    private void note(Line line) {
        Registration record = line.record();
        Finding error = line.error();
        notes.judged(new Notes.Judged(
                record.chain().taxpayer(),
                record.chain().installation(),
                record.cancellation(),
                record.invoice().number(),
                record.fingerprint(),
                record.xml().has("Signature"),
                line.outcome(),
                error == null ? null : error.code()));
    }

    /** Forgets all records. */
    synchronized void clear() {
        register.clear();
        requests = 0;
        judged = 0;
    }
}
