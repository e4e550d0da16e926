package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.Environment;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Makes records: each is sealed, chained, and put into the outbox or signed, in the transaction of whoever asks. */
@Component(service = RecordBook.class, configurationPid = "io.rubro.fiscal.verifactu")
@Designate(ocd = VerifactuConfig.class)
public final class RecordBook {

    private final RecordChain chain;
    private final Program program;
    private final Outbox outbox;
    private final Custody custody;
    private final Environment environment;

    /**
     * Called by the component runtime.
     *
     * @throws IllegalArgumentException if the configuration is wrong; nothing is issued in Spain then
     */
    @Activate
    public RecordBook(
            @Reference RecordChain chain,
            @Reference Program program,
            @Reference Outbox outbox,
            @Reference Custody custody,
            VerifactuConfig config) {
        this(chain, program, outbox, custody, config.environment());
    }

    RecordBook(RecordChain chain, Program program, Outbox outbox, Custody custody, String environment) {
        this.chain = chain;
        this.program = program;
        this.outbox = outbox;
        this.custody = custody;
        this.environment = Environment.valueOf(environment.toUpperCase(Locale.ROOT));
    }

    /** Whether the records of a business are kept here now, not sent. */
    public boolean keeps(Organization business) {
        return custody.keeps(business);
    }

    /**
     * Makes the next record of a business.
     *
     * @param invoice which invoice of ours it is of; null if of none
     */
    public FiscalRecord add(Organization business, @Nullable Id invoice, RecordContent content) {
        boolean kept = custody.keeps(business);
        String installation = program.installation(business);
        FiscalRecord record = chain.append(
                content.issuer(),
                installation,
                (chainId, position, last, now) -> FiscalRecord.seal(
                        business.id(),
                        chainId,
                        position,
                        invoice,
                        content,
                        last,
                        Literal.of(OffsetDateTime.ofInstant(now, business.zone())),
                        installation,
                        program.version(),
                        program.system(business, content.issuer()),
                        qrUrl(content, kept)));
        if (kept) {
            custody.take(business, record);
        } else {
            outbox.take(record);
        }
        return record;
    }

    private @Nullable String qrUrl(RecordContent content, boolean kept) {
        return content.type() == RecordType.ANULACION
                ? null
                : environment.qrUrl(
                        !kept,
                        content.issuer(),
                        content.number(),
                        content.issueDate(),
                        String.valueOf(content.total()));
    }
}
