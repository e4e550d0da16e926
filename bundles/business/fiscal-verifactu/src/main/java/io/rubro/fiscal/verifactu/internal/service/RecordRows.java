package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as rows. Reading bears rows somebody tampered with: finding them is what reading is for. */
final class RecordRows {

    static final String COLUMNS =
            """
            r.id, r.chain_id, r.chain_position, r.record_type, r.invoice_id, r.issuer, r.issuer_name, r.number,
            r.issue_date, r.kind, r.description, r.recipient_name, r.recipient_id, r.recipient_id_type,
            r.recipient_country, r.breakdown, r.tax_total, r.total, r.previous_issuer, r.previous_number,
            r.previous_issue_date, r.previous_fingerprint, r.generated_at, r.installation, r.software_version,
            r.fingerprint, r.qr_url, r.digest""";

    private static final String INSERT =
            """
            insert into fiscal_verifactu.record (organization_id, id, chain_id, chain_position, record_type, invoice_id,
              issuer, issuer_name, number, issue_date, kind, description, recipient_name, recipient_id,
              recipient_id_type, recipient_country, breakdown, tax_total, total, previous_issuer, previous_number,
              previous_issue_date, previous_fingerprint, generated_at, installation, software_version, fingerprint,
              qr_url, digest)
            values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private RecordRows() {}

    static void insert(Sql sql, FiscalRecord record) {
        RecordContent content = record.content();
        Recipient recipient = content.recipient();
        Previous previous = record.previous();
        sql.update(
                INSERT,
                record.id(),
                record.chain(),
                record.position(),
                content.type(),
                record.invoice(),
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
                previous == null ? null : previous.issuer(),
                previous == null ? null : previous.number(),
                previous == null ? null : previous.issueDate(),
                previous == null ? null : previous.fingerprint(),
                record.generatedAt(),
                record.installation(),
                record.softwareVersion(),
                record.fingerprint(),
                record.qrUrl(),
                record.digest());
    }

    static FiscalRecord read(ResultSet row) throws SQLException {
        RecordContent content = new RecordContent(
                type(row.getString("record_type"), row.getString("kind")),
                row.getString("issuer"),
                row.getString("issuer_name"),
                row.getString("number"),
                row.getString("issue_date"),
                row.getString("kind"),
                row.getString("description"),
                recipient(row),
                row.getString("breakdown"),
                row.getString("tax_total"),
                row.getString("total"));
        return new FiscalRecord(
                Rows.id(row, "id"),
                Rows.id(row, "chain_id"),
                row.getLong("chain_position"),
                Rows.idOrNull(row, "invoice_id"),
                content,
                previous(row),
                row.getString("generated_at"),
                row.getString("installation"),
                row.getString("software_version"),
                row.getString("fingerprint"),
                row.getString("qr_url"),
                row.getString("digest"));
    }

    /** A type nobody ever wrote counts as the one the row cannot be, so that its digest gives it away. */
    private static RecordType type(String stored, @Nullable String kind) {
        for (RecordType type : RecordType.values()) {
            if (type.name().equals(stored)) {
                return type;
            }
        }
        return kind == null ? RecordType.ALTA : RecordType.ANULACION;
    }

    private static @Nullable Recipient recipient(ResultSet row) throws SQLException {
        String name = row.getString("recipient_name");
        String id = row.getString("recipient_id");
        String idType = row.getString("recipient_id_type");
        String country = row.getString("recipient_country");
        return allNull(name, id, idType, country) ? null : new Recipient(orEmpty(name), orEmpty(id), idType, country);
    }

    private static @Nullable Previous previous(ResultSet row) throws SQLException {
        String issuer = row.getString("previous_issuer");
        String number = row.getString("previous_number");
        String issueDate = row.getString("previous_issue_date");
        String fingerprint = row.getString("previous_fingerprint");
        return allNull(issuer, number, issueDate, fingerprint)
                ? null
                : new Previous(orEmpty(issuer), orEmpty(number), orEmpty(issueDate), orEmpty(fingerprint));
    }

    private static boolean allNull(@Nullable String... values) {
        return Stream.of(values).allMatch(value -> value == null);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
