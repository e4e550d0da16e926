package io.rubro.fiscal.verifactu.internal.model;

import io.rubro.platform.ids.Id;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain.
 *
 * @param position its place, from 1
 * @param previous null in the first
 * @param generatedAt {@code yyyy-mm-ddThh:mm:ss±hh:mm}
 * @param installation the number of this installation of the program
 * @param softwareVersion the version of the program
 * @param system the program; null in records made before it was noted
 * @param fingerprint the <i>huella</i>
 * @param digest our own seal over the whole row and the digest before it: the fingerprint covers eight fields only
 */
public record FiscalRecord(
        Id id,
        Id chain,
        long position,
        @Nullable Id invoice,
        RecordContent content,
        @Nullable Previous previous,
        String generatedAt,
        String installation,
        String softwareVersion,
        @Nullable ComputerSystem system,
        String fingerprint,
        @Nullable String qrUrl,
        String digest) {

    /** A new link, sealed. */
    public static FiscalRecord seal(
            Id organization,
            Id chain,
            long position,
            @Nullable Id invoice,
            RecordContent content,
            @Nullable FiscalRecord last,
            String generatedAt,
            String installation,
            String softwareVersion,
            ComputerSystem system,
            @Nullable String qrUrl) {
        FiscalRecord unsealed = new FiscalRecord(
                Id.next(),
                chain,
                position,
                invoice,
                content,
                last == null ? null : last.asPrevious(),
                generatedAt,
                installation,
                softwareVersion,
                system,
                "",
                qrUrl,
                "");
        FiscalRecord hashed = unsealed.with(unsealed.expectedFingerprint(), "");
        return hashed.with(hashed.fingerprint, hashed.expectedDigest(organization, last == null ? "" : last.digest));
    }

    private FiscalRecord with(String newFingerprint, String newDigest) {
        return new FiscalRecord(
                id,
                chain,
                position,
                invoice,
                content,
                previous,
                generatedAt,
                installation,
                softwareVersion,
                system,
                newFingerprint,
                qrUrl,
                newDigest);
    }

    /** How the next record names this one. */
    public Previous asPrevious() {
        return new Previous(content.issuer(), content.number(), content.issueDate(), fingerprint);
    }

    /** The fields of its fingerprint, by their names in the XML, in their order. */
    public Map<String, String> fields() {
        return content.fields(previous, generatedAt);
    }

    /** The fingerprint its fields have. */
    public String expectedFingerprint() {
        return Sha256.of(content.type().canonical(fields()));
    }

    /**
     * The digest its row has: SHA-256 over all its columns, each with its length before it and {@code -} for null, so that
     * no two rows make the same text. The columns that came later are part of it in rows that use any of them.
     */
    public String expectedDigest(Id organization, String previousDigest) {
        StringBuilder text = new StringBuilder(900);
        columns(organization, previousDigest).forEach(column -> append(text, column));
        List<@Nullable String> later = laterColumns();
        if (later.stream().anyMatch(Objects::nonNull)) {
            later.forEach(column -> append(text, column));
        }
        return Sha256.of(text.toString());
    }

    private static void append(StringBuilder text, @Nullable String column) {
        if (column == null) {
            text.append('-');
        } else {
            text.append(column.length()).append(':').append(column);
        }
    }

    private List<@Nullable String> columns(Id organization, String previousDigest) {
        Recipient recipient = content.recipient();
        Previous before = previous;
        return Arrays.asList(
                previousDigest,
                organization.toString(),
                id.toString(),
                chain.toString(),
                Long.toString(position),
                invoice == null ? null : invoice.toString(),
                content.type().name(),
                content.issuer(),
                content.issuerName(),
                content.number(),
                content.issueDate(),
                content.kind(),
                content.description(),
                recipient == null ? null : recipient.name(),
                recipient == null ? null : recipient.id(),
                recipient == null ? null : recipient.idType(),
                recipient == null ? null : recipient.country(),
                content.breakdown(),
                content.taxTotal(),
                content.total(),
                before == null ? null : before.issuer(),
                before == null ? null : before.number(),
                before == null ? null : before.issueDate(),
                before == null ? null : before.fingerprint(),
                generatedAt,
                installation,
                softwareVersion,
                fingerprint,
                qrUrl);
    }

    private List<@Nullable String> laterColumns() {
        Operation operation = content.operation();
        Rectification rectification = content.rectification();
        Particulars particulars = content.particulars();
        ComputerSystem program = system;
        return Arrays.asList(
                operation.correction(),
                operation.rejection(),
                operation.withoutRecord(),
                rectification.method(),
                rectification.corrected(),
                rectification.replaced(),
                rectification.base(),
                rectification.tax(),
                rectification.surcharge(),
                particulars.operationDate(),
                particulars.qualifiedSimplified(),
                particulars.unidentifiedRecipient(),
                particulars.large(),
                program == null ? null : program.producer(),
                program == null ? null : program.producerNif(),
                program == null ? null : program.name(),
                program == null ? null : program.code(),
                program == null ? null : program.usage());
    }
}
