package io.rubro.crm.internal.custom;

import io.rubro.crm.ContactKind;
import io.rubro.crm.custom.CustomField;
import io.rubro.crm.custom.CustomFields;
import io.rubro.crm.custom.FieldType;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The fields of an organisation as rows. Whoever changes them holds the organisation's directory. */
@Component(service = {CustomFields.class, SqlCustomFields.class})
public final class SqlCustomFields implements CustomFields {

    private static final String SELECT =
            """
            select id, field_key, label, type, options, required, position, applies_to, deleted_at, version
            from crm.contact_field where organization_id = {org}""";

    private final Transactions transactions;
    private final Sql sql;
    private final Directory directory;
    private final StoredValues values;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SqlCustomFields(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Directory directory,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.directory = directory;
        this.values = new StoredValues(sql);
        this.audit = audit;
        this.live = live;
    }

    @Override
    public List<CustomField> list() {
        return transactions.required(
                () -> sql.query(SELECT + " and deleted_at is null order by position, id", SqlCustomFields::field));
    }

    /** Those put away, the last one first. */
    public List<CustomField> deleted() {
        return transactions.required(() ->
                sql.query(SELECT + " and deleted_at is not null order by deleted_at desc, id", SqlCustomFields::field));
    }

    /** A field, also one put away. */
    public CustomField get(Id id) {
        return transactions.required(() -> sql.queryOne(SELECT + " and id = ?", SqlCustomFields::field, id)
                .orElseThrow(() -> ProblemException.notFound("crm.custom.not-found", id)));
    }

    /** How many contacts have a value of a field. */
    public long usage(Id id) {
        return transactions.required(() -> values.count(get(id).key()));
    }

    /** Adds a field after the others. */
    public CustomField create(FieldDraft draft) {
        return transactions.required(() -> {
            directory.lock();
            List<CustomField> all = sql.query(SELECT, SqlCustomFields::field);
            if (all.size() >= MAX_FIELDS) {
                throw ProblemException.conflict("crm.custom.too-many", Map.of("max", MAX_FIELDS));
            }
            Set<String> taken = all.stream().map(CustomField::key).collect(Collectors.toSet());
            FieldDraft normal = FieldRules.normalise(draft, taken);
            Id id = Id.next();
            sql.update(
                    """
                    insert into crm.contact_field (organization_id, id, version, field_key, label, type, options, required,
                      position, applies_to)
                    values ({org}, ?, 1, ?, ?, ?, ?, ?, ?, ?)""",
                    id,
                    normal.key(),
                    normal.label(),
                    normal.type(),
                    written(normal),
                    normal.required(),
                    all.size(),
                    normal.appliesTo());
            return told("crm.custom.create", id);
        });
    }

    /** Changes a field; its key and type stay. */
    public CustomField update(Id id, @Nullable IfMatch seen, FieldDraft draft) {
        return transactions.required(() -> {
            directory.lock();
            CustomField old = get(id);
            IfMatch.require(seen, old.version());
            if (draft.type() != old.type()) {
                throw ProblemException.invalid("type", "crm.custom.type-stays");
            }
            if (draft.key() != null && !draft.key().equals(old.key())) {
                throw ProblemException.invalid("key", "crm.custom.key-stays");
            }
            FieldDraft normal = FieldRules.normalise(draft, Set.of());
            sql.update(
                    """
                    update crm.contact_field set version = version + 1, label = ?, options = ?, required = ?, applies_to = ?
                    where organization_id = {org} and id = ?""",
                    normal.label(),
                    written(normal),
                    normal.required(),
                    normal.appliesTo(),
                    id);
            return told("crm.custom.update", id);
        });
    }

    /** Puts the fields in use into an order: those named first, in their order, then the others as they were. */
    public List<CustomField> arrange(List<Id> wanted) {
        return transactions.required(() -> {
            directory.lock();
            List<CustomField> before = list();
            List<Id> order = new ArrayList<>(wanted.stream().distinct().toList());
            before.stream()
                    .map(CustomField::id)
                    .filter(id -> !order.contains(id))
                    .forEach(order::add);
            for (CustomField field : before) {
                int position = order.indexOf(field.id());
                if (position != field.position()) {
                    sql.update(
                            """
                            update crm.contact_field set version = version + 1, position = ?
                            where organization_id = {org} and id = ?""",
                            position,
                            field.id());
                }
            }
            return list();
        });
    }

    /** Puts a field away: it is shown nowhere, the values stay. */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            directory.lock();
            IfMatch.require(seen, get(id).version());
            set(id, Instant.now().truncatedTo(ChronoUnit.MICROS));
            told("crm.custom.delete", id);
        });
    }

    /** Brings a field back, with the values it had. */
    public CustomField restore(Id id) {
        return transactions.required(() -> {
            directory.lock();
            get(id);
            set(id, null);
            return told("crm.custom.restore", id);
        });
    }

    private void set(Id id, @Nullable Instant deleted) {
        sql.update(
                """
                update crm.contact_field set version = version + 1, deleted_at = ?
                where organization_id = {org} and id = ?""",
                deleted,
                id);
    }

    /**
     * Removes a field that was put away, and its values from all contacts.
     *
     * @return how many contacts had one
     */
    public long purge(Id id) {
        return transactions.required(() -> {
            directory.lock();
            CustomField field = get(id);
            if (field.deletedAt() == null) {
                throw ProblemException.conflict("crm.custom.in-use", Map.of());
            }
            long contacts = values.remove(field.key());
            sql.update("delete from crm.contact_field where organization_id = {org} and id = ?", id);
            audit.record("crm.custom.purge", "contact-field", id, Map.of("key", field.key(), "contacts", contacts));
            live.changed("crm.contact-field", id, "crm.contact.read");
            return contacts;
        });
    }

    private CustomField told(String action, Id id) {
        CustomField field = get(id);
        audit.record(action, "contact-field", id, Map.of("key", field.key()));
        live.changed("crm.contact-field", id, "crm.contact.read");
        return field;
    }

    /** Options by lines; null if there are none. */
    private static @Nullable String written(FieldDraft draft) {
        List<String> options = Objects.requireNonNullElse(draft.options(), List.of());
        return options.isEmpty() ? null : String.join("\n", options);
    }

    private static CustomField field(ResultSet row) throws SQLException {
        @Nullable String options = row.getString("options");
        @Nullable String appliesTo = row.getString("applies_to");
        return new CustomField(
                Rows.id(row, "id"),
                row.getString("field_key"),
                row.getString("label"),
                FieldType.valueOf(row.getString("type")),
                options == null ? List.of() : List.of(options.split("\n")),
                row.getBoolean("required"),
                row.getInt("position"),
                appliesTo == null ? null : ContactKind.valueOf(appliesTo),
                Rows.instantOrNull(row, "deleted_at"),
                row.getLong("version"));
    }
}
