package io.rubro.fiscal.verifactu.internal.model;

import io.rubro.platform.ids.Id;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain.
 *
 * @param position its place, from 1
 * @param previous null in the first
 * @param generatedAt {@code yyyy-mm-ddThh:mm:ss±hh:mm}
 * @param installation the number of this installation of the program
 * @param softwareVersion the version of the program
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
     * no two rows make the same text.
     */
    public String expectedDigest(Id organization, String previousDigest) {
        Recipient recipient = content.recipient();
        Previous before = previous;
        List<@Nullable String> columns = Arrays.asList(
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
        StringBuilder text = new StringBuilder(600);
        for (String column : columns) {
            if (column == null) {
                text.append('-');
            } else {
                text.append(column.length()).append(':').append(column);
            }
        }
        return Sha256.of(text.toString());
    }
}
