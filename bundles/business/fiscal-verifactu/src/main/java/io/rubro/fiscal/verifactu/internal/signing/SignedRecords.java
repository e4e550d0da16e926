package io.rubro.fiscal.verifactu.internal.signing;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The records of the organisation on the thread as they were signed, each the XML it is kept and exported as. */
@Component(service = SignedRecords.class)
public final class SignedRecords {

    private static final String INSERT =
            """
            insert into fiscal_verifactu.signed_record (organization_id, record_id, signed_at, document)
            values ({org}, ?, ?, ?)""";

    private static final String FIND =
            "select document from fiscal_verifactu.signed_record where organization_id = {org} and record_id = ?";

    private static final String RANGE =
            """
            select s.record_id, s.document from fiscal_verifactu.signed_record s
            join fiscal_verifactu.record r on r.organization_id = s.organization_id and r.id = s.record_id
            where s.organization_id = {org} and r.chain_id = ? and r.chain_position between ? and ?""";

    private final Sql sql;
    private final SigningKeys keys;
    private final Clock clock;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SignedRecords(
            @Reference Sql sql,
            @Reference SigningKeys keys,
            @Reference(target = "(module=fiscal-verifactu)") SchemaReady schema) {
        this(sql, keys, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public static SignedRecords with(Sql sql, SigningKeys keys, Clock clock) {
        return new SignedRecords(sql, keys, clock);
    }

    private SignedRecords(Sql sql, SigningKeys keys, Clock clock) {
        this.sql = sql;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Signs a record and keeps it, in the transaction that sealed it.
     *
     * @param zone of the business
     * @throws io.rubro.platform.problem.ProblemException 409 if there is nothing to sign with
     */
    public void keep(FiscalRecord record, ZoneId zone) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String signed = XadesSigner.sign(
                RecordXml.of(record),
                "sf:" + record.content().type().element(),
                keys.require(now),
                OffsetDateTime.ofInstant(now, zone));
        sql.update(INSERT, record.id(), now, signed);
    }

    /** A record as it was signed; empty if it never was. */
    public Optional<String> find(Id record) {
        return sql.queryOne(FIND, row -> row.getString("document"), record);
    }

    /** The signed ones among the records of a chain from one position to another, both included. */
    public Map<Id, String> range(Id chain, long from, long to) {
        Map<Id, String> signed = new HashMap<>();
        sql.query(RANGE, row -> signed.put(Rows.id(row, "record_id"), row.getString("document")), chain, from, to);
        return signed;
    }

    /** What the signature of a record is worth, and whether it is of that record. */
    public static SignatureCheck check(FiscalRecord record, String signed) {
        SignatureCheck check =
                XadesVerifier.check(signed, record.content().type().element());
        String closing = "</sf:" + record.content().type().element() + ">";
        String unsigned = RecordXml.of(record);
        boolean same = signed.startsWith(unsigned.substring(0, unsigned.length() - closing.length()) + "<ds:Signature ")
                && signed.endsWith("</ds:Signature>" + closing);
        return new SignatureCheck(
                check.intact() && same, check.properties(), check.certificate(), check.policy(), check.subject());
    }
}
