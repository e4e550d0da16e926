package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.service.Fault;
import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as the chain browser shows it: Orden HAC/1177/2024, article 7.h.
 *
 * @param type {@code RegistroAlta} or {@code RegistroAnulacion}
 * @param fields what its fingerprint is made of, by the names of the XML, in their order
 * @param breakdown for each tax rate {@code regime:qualification:rate:base:tax}, separated by {@code ;}
 * @param previous how it names the record before it; absent in the first
 * @param chained whether it is what was sealed and follows the record before it
 * @param inOrder whether its time lies after that of the record before it and not in the future
 * @param previousId the record before it
 * @param nextId the record after it
 */
public record RecordView(
        Id id,
        Id chain,
        long position,
        String type,
        @Nullable Id invoiceId,
        Map<String, String> fields,
        String issuerName,
        @Nullable String description,
        @Nullable Recipient recipient,
        @Nullable String breakdown,
        @Nullable Previous previous,
        String fingerprint,
        @Nullable String qrUrl,
        String installation,
        String softwareVersion,
        boolean chained,
        boolean inOrder,
        @Nullable Id previousId,
        @Nullable Id nextId) {

    static RecordView of(
            FiscalRecord record, List<Fault> faults, @Nullable FiscalRecord before, @Nullable FiscalRecord after) {
        return new RecordView(
                record.id(),
                record.chain(),
                record.position(),
                record.content().type().element(),
                record.invoice(),
                record.fields(),
                record.content().issuerName(),
                record.content().description(),
                record.content().recipient(),
                record.content().breakdown(),
                record.previous(),
                record.fingerprint(),
                record.qrUrl(),
                record.installation(),
                record.softwareVersion(),
                faults.stream().allMatch(fault -> fault.kind() == Fault.Kind.TIME),
                faults.stream().noneMatch(fault -> fault.kind() == Fault.Kind.TIME),
                before == null ? null : before.id(),
                after == null ? null : after.id());
    }
}
