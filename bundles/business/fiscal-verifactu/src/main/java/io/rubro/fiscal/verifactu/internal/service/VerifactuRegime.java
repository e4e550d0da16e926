package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalRegime;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.TaxGroup;
import io.rubro.fiscal.verifactu.internal.model.Environment;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Particulars;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.Rectification;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Invoices of Spain as VERI*FACTU wants them: RD 1007/2023, Orden HAC/1177/2024 and the authority's list of validations
 * 1.2.2. With the customer's tax id an invoice is complete (F1), without it simplified (F2, RD 1619/2012, article 4).
 */
@Component(configurationPid = "io.rubro.fiscal.verifactu")
@Designate(ocd = VerifactuConfig.class)
public final class VerifactuRegime implements FiscalRegime {

    private static final String COMPLETE = "F1";
    private static final String SIMPLIFIED = "F2";
    /** Tax included, RD 1619/2012, article 4.2. The authority's tolerance of 10 euros is for sums that do not add up. */
    private static final BigDecimal SIMPLIFIED_LIMIT = new BigDecimal("3000.00");
    /** The order came into force; the authority takes nothing older (validation 3.1.3.1). */
    private static final LocalDate EARLIEST = LocalDate.of(2024, 10, 28);

    /** Beside the QR code: specification of the QR code 0.5.0, section 4. */
    private static final String LEGEND = "Factura verificable en la sede electrónica de la AEAT";

    private static final int MAX_RATES = 12;
    private static final int MAX_NAME = 120;
    private static final int MAX_DESCRIPTION = 500;
    /** Regime key 01, general; qualification S1, subject and taxed: lists L8A and L9. */
    private static final String GENERAL_TAXED = "01:S1:";
    /** An official identification of the country of residence, list L7. */
    private static final String FOREIGN_ID = "04";

    private final RecordChain chain;
    private final Environment environment;
    private final Program program;

    /**
     * Called by the component runtime.
     *
     * @throws IllegalArgumentException if the configuration is wrong; nothing is issued in Spain then
     */
    @Activate
    public VerifactuRegime(@Reference RecordChain chain, @Reference Program program, VerifactuConfig config) {
        this(chain, program, config.environment());
    }

    VerifactuRegime(RecordChain chain, Program program, String environment) {
        this.chain = chain;
        this.program = program;
        this.environment = Environment.valueOf(environment.toUpperCase(Locale.ROOT));
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
        nif(issuer);
        if (!invoice.currency().equals("EUR")) {
            throw ProblemException.invalid("organization.currency", "fiscal-verifactu.currency");
        }
        LocalDate date = invoice.issueDate();
        if (date != null && date.isBefore(EARLIEST)) {
            throw ProblemException.invalid(
                    "issueDate", "fiscal-verifactu.issue-date", Map.of("earliest", Literal.of(EARLIEST)));
        }
        if (kind(invoice).equals(SIMPLIFIED) && invoice.total().compareTo(SIMPLIFIED_LIMIT) > 0) {
            throw ProblemException.invalid(
                    "customer.taxId", "fiscal-verifactu.simplified-limit", Map.of("limit", SIMPLIFIED_LIMIT));
        }
        if (invoice.taxes().size() > MAX_RATES) {
            throw ProblemException.invalid("lines", "fiscal-verifactu.rates", Map.of("max", MAX_RATES));
        }
    }

    private static String nif(Organization issuer) {
        String taxId = issuer.taxId();
        if (taxId == null || !(TaxId.check("ES", taxId) instanceof TaxId.Valid valid)) {
            throw ProblemException.invalid("organization.taxId", "fiscal-verifactu.issuer");
        }
        return valid.value();
    }

    private static String kind(Invoice invoice) {
        return invoice.customer().taxId() == null ? SIMPLIFIED : COMPLETE;
    }

    @Override
    public FiscalSeal seal(Organization issuer, Invoice invoice) {
        String nif = nif(issuer);
        RecordContent content = content(nif, issuer, invoice);
        if (!Literal.NUMBER.allows(content.number())) {
            throw ProblemException.invalid("series", "fiscal-verifactu.number", Map.of("number", content.number()));
        }
        String number = program.installation(issuer);
        FiscalRecord record = chain.append(
                nif,
                number,
                (chainId, position, last, now) -> FiscalRecord.seal(
                        issuer.id(),
                        chainId,
                        position,
                        invoice.id(),
                        content,
                        last,
                        Literal.of(OffsetDateTime.ofInstant(now, issuer.zone())),
                        number,
                        program.version(),
                        program.system(issuer, nif),
                        qrUrl(content)));
        Previous previous = record.previous();
        return new FiscalSeal(
                id(),
                kind(invoice),
                OffsetDateTime.parse(record.generatedAt()),
                record.fingerprint(),
                previous == null ? null : previous.fingerprint(),
                record.position(),
                record.qrUrl(),
                LEGEND,
                FiscalState.NOT_SENT);
    }

    private @Nullable String qrUrl(RecordContent content) {
        return environment.qrUrl(
                content.issuer(), content.number(), content.issueDate(), String.valueOf(content.total()));
    }

    private static RecordContent content(String nif, Organization issuer, Invoice invoice) {
        LocalDate date = invoice.issueDate();
        String number = invoice.number();
        if (date == null || number == null) {
            throw new IllegalArgumentException("an invoice is sealed with its number and date");
        }
        return new RecordContent(
                RecordType.ALTA,
                nif,
                cut(issuer.legalName(), MAX_NAME),
                number,
                Literal.of(date),
                Operation.PLAIN,
                kind(invoice),
                Rectification.NONE,
                Particulars.NONE,
                description(invoice.lines()),
                recipient(invoice.customer()),
                breakdown(invoice.taxes()),
                invoice.taxTotal().toPlainString(),
                invoice.total().toPlainString());
    }

    private static @Nullable Recipient recipient(Customer customer) {
        String taxId = customer.taxId();
        if (taxId == null) {
            return null;
        }
        String name = cut(customer.name(), MAX_NAME);
        String country = customer.country();
        return country == null || country.equals("ES")
                ? new Recipient(name, taxId, null, null)
                : new Recipient(name, taxId, FOREIGN_ID, country);
    }

    private static String breakdown(List<TaxGroup> taxes) {
        return taxes.stream()
                .map(group -> GENERAL_TAXED + group.rate().toPlainString() + ":"
                        + group.base().toPlainString() + ":" + group.tax().toPlainString())
                .collect(Collectors.joining(";"));
    }

    private static String description(List<InvoiceLine> lines) {
        StringBuilder text = new StringBuilder();
        for (InvoiceLine line : lines) {
            if (text.length() >= MAX_DESCRIPTION) {
                break;
            }
            text.append(text.isEmpty() ? "" : "; ").append(line.description().replaceAll("\\s+", " "));
        }
        return cut(text.toString(), MAX_DESCRIPTION);
    }

    /** At most so many characters, none of them halved. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }
}
