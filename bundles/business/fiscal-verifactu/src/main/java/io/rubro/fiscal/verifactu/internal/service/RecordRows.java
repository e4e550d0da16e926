package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.ComputerSystem;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Particulars;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.Rectification;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as rows. Reading bears rows somebody tampered with: finding them is what reading is for. */
final class RecordRows {

    private static final List<String> NAMES = List.of(
            "id",
            "chain_id",
            "chain_position",
            "record_type",
            "invoice_id",
            "issuer",
            "issuer_name",
            "number",
            "issue_date",
            "correction",
            "rejection",
            "without_record",
            "kind",
            "rectification_method",
            "corrected",
            "replaced",
            "replaced_base",
            "replaced_tax",
            "replaced_surcharge",
            "operation_date",
            "qualified_simplified",
            "unidentified_recipient",
            "macrodata",
            "description",
            "recipient_name",
            "recipient_id",
            "recipient_id_type",
            "recipient_country",
            "breakdown",
            "tax_total",
            "total",
            "previous_issuer",
            "previous_number",
            "previous_issue_date",
            "previous_fingerprint",
            "generated_at",
            "installation",
            "software_version",
            "producer",
            "producer_nif",
            "system_name",
            "system_code",
            "system_usage",
            "fingerprint",
            "qr_url",
            "digest");

    /** The columns of the table {@code r}. */
    static final String COLUMNS = NAMES.stream().map(name -> "r." + name).collect(Collectors.joining(", "));

    private static final String INSERT = "insert into fiscal_verifactu.record (organization_id, "
            + String.join(", ", NAMES) + ") values ({org}" + ", ?".repeat(NAMES.size()) + ")";

    private RecordRows() {}

    static void insert(Sql sql, FiscalRecord record) {
        RecordContent content = record.content();
        Recipient recipient = content.recipient();
        Previous previous = record.previous();
        Operation operation = content.operation();
        Rectification rectification = content.rectification();
        Particulars particulars = content.particulars();
        ComputerSystem system = record.system();
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
                operation.correction(),
                operation.rejection(),
                operation.withoutRecord(),
                content.kind(),
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
                system == null ? null : system.producer(),
                system == null ? null : system.producerNif(),
                system == null ? null : system.name(),
                system == null ? null : system.code(),
                system == null ? null : system.usage(),
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
                new Operation(row.getString("correction"), row.getString("rejection"), row.getString("without_record")),
                row.getString("kind"),
                new Rectification(
                        row.getString("rectification_method"),
                        row.getString("corrected"),
                        row.getString("replaced"),
                        row.getString("replaced_base"),
                        row.getString("replaced_tax"),
                        row.getString("replaced_surcharge")),
                new Particulars(
                        row.getString("operation_date"),
                        row.getString("qualified_simplified"),
                        row.getString("unidentified_recipient"),
                        row.getString("macrodata")),
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
                system(row),
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

    private static @Nullable ComputerSystem system(ResultSet row) throws SQLException {
        String producer = row.getString("producer");
        String nif = row.getString("producer_nif");
        String name = row.getString("system_name");
        String code = row.getString("system_code");
        String usage = row.getString("system_usage");
        return allNull(producer, nif, name, code, usage)
                ? null
                : new ComputerSystem(orEmpty(producer), orEmpty(nif), orEmpty(name), orEmpty(code), orEmpty(usage));
    }

    private static boolean allNull(@Nullable String... values) {
        return Stream.of(values).allMatch(value -> value == null);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
