package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.billing.FiscalRegime;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import io.rubro.billing.Invoice;
import io.rubro.billing.TaxGroup;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Operations;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Invoices of Spain as VERI*FACTU wants them: RD 1007/2023, Orden HAC/1177/2024 and the authority's list of validations
 * 1.2.2. With the customer's tax id an invoice is complete (F1), without it simplified (F2, RD 1619/2012, article 4).
 */
@Component
public final class VerifactuRegime implements FiscalRegime {

    /** Beside the QR code: specification of the QR code 0.5.0, section 4. */
    private static final String LEGEND = "Factura verificable en la sede electrónica de la AEAT";

    /** What stands for the number before it is assigned. */
    private static final String NO_NUMBER = "0";

    private final RecordBook book;
    private final RecordChain chain;
    private final Outbox outbox;
    private final Custody custody;
    private final InvoiceContents contents;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public VerifactuRegime(
            @Reference RecordBook book,
            @Reference RecordChain chain,
            @Reference Outbox outbox,
            @Reference Custody custody) {
        this(book, chain, outbox, custody, Clock.systemUTC());
    }

    VerifactuRegime(RecordBook book, RecordChain chain, Outbox outbox, Custody custody, Clock clock) {
        this.book = book;
        this.chain = chain;
        this.outbox = outbox;
        this.custody = custody;
        this.contents = new InvoiceContents(chain);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "verifactu";
    }

    @Override
    public String country() {
        return "ES";
    }

    @Override
    public void check(Organization issuer, Invoice invoice) {
        String nif = nif(issuer);
        if (!invoice.currency().equals("EUR")) {
            throw ProblemException.invalid("organization.currency", "fiscal-verifactu.currency");
        }
        RuleFaults faults = new RuleFaults(field -> field(invoice, field));
        LocalDate today = LocalDate.ofInstant(clock.instant(), issuer.zone());
        RecordRules.check(contents.of(issuer, nif, invoice, NO_NUMBER), today, faults);
        faults.check();
        if (custody.keeps(issuer)) {
            custody.requireKey();
        }
    }

    private static String nif(Organization issuer) {
        String taxId = issuer.taxId();
        if (taxId == null || !(TaxId.check("ES", taxId) instanceof TaxId.Valid valid)) {
            throw ProblemException.invalid("organization.taxId", "fiscal-verifactu.issuer");
        }
        return valid.value();
    }

    /** The field of the invoice a field of its record comes from. */
    private static String field(Invoice invoice, String field) {
        if (field.startsWith("breakdown[")) {
            int index = Integer.parseInt(field.substring("breakdown[".length(), field.indexOf(']')));
            return index < invoice.taxes().size()
                    ? line(invoice, invoice.taxes().get(index))
                    : "lines";
        }
        return switch (field) {
            case "operationDate" -> "terms.operationDate";
            case "recipient.name" -> "customer.name";
            case "recipient.country", "recipient.idType" -> "customer.country";
            case "recipient.id" -> "customer.taxId";
            case "corrected" -> "correction.invoices";
            case "replacedBase" -> "correction.base";
            case "replaced" -> "replaces";
            case "total", "description" -> "lines";
            default -> field;
        };
    }

    /** The first line that bears a tax. */
    private static String line(Invoice invoice, TaxGroup group) {
        for (int i = 0; i < invoice.lines().size(); i++) {
            if (invoice.lines().get(i).tax().code().equals(group.kind().code())) {
                return "lines[" + i + "].taxCode";
            }
        }
        return "lines";
    }

    @Override
    public FiscalSeal seal(Organization issuer, Invoice invoice) {
        if (invoice.number() == null) {
            throw new IllegalArgumentException("an invoice is sealed with its number and date");
        }
        RecordContent content = contents.of(issuer, nif(issuer), invoice, NO_NUMBER);
        if (!Literal.NUMBER.allows(content.number())) {
            throw ProblemException.invalid("series", "fiscal-verifactu.number", Map.of("number", content.number()));
        }
        FiscalRecord record = book.add(issuer, invoice.id(), content);
        Previous previous = record.previous();
        boolean kept = custody.keeps(issuer);
        return new FiscalSeal(
                id(),
                String.valueOf(content.kind()),
                OffsetDateTime.parse(record.generatedAt()),
                record.fingerprint(),
                previous == null ? null : previous.fingerprint(),
                record.position(),
                record.qrUrl(),
                kept ? null : LEGEND,
                kept ? FiscalState.NOT_SENT : FiscalState.PENDING);
    }

    @Override
    public FiscalState cancel(Organization issuer, Invoice invoice) {
        String number = String.valueOf(invoice.number());
        RecordContent issued = chain.newest(nif(issuer), number, RecordType.ALTA)
                .map(FiscalRecord::content)
                .orElseThrow(() ->
                        ProblemException.conflict("fiscal-verifactu.operation.no-record", Map.of("number", number)));
        boolean kept = custody.keeps(issuer);
        Operation operation =
                kept ? Operation.PLAIN : Operations.cancellation(outbox.standing(issued.issuer(), number));
        book.add(
                issuer,
                invoice.id(),
                RecordContent.cancellation(
                        issued.issuer(), issued.issuerName(), number, issued.issueDate(), operation));
        return kept ? FiscalState.NOT_SENT : FiscalState.PENDING;
    }
}
