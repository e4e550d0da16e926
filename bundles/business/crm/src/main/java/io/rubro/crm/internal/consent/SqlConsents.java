package io.rubro.crm.internal.consent;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Contacts;
import io.rubro.crm.consent.Channel;
import io.rubro.crm.consent.Consent;
import io.rubro.crm.consent.ConsentChange;
import io.rubro.crm.consent.ConsentDraft;
import io.rubro.crm.consent.ConsentMethod;
import io.rubro.crm.consent.ConsentState;
import io.rubro.crm.consent.Consents;
import io.rubro.crm.consent.Purpose;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.internal.service.OpenContacts;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Consents as the rows of what was said; what holds is read off them. Of two statements the later one holds, by the moment
 * it was made, not by when it was written down: a form signed before somebody unsubscribed brings nobody back. At the same
 * moment the withdrawal holds.
 */
@Component(service = {Consents.class, SqlConsents.class})
public final class SqlConsents implements Consents {

    private static final String SELECT =
            """
            select id, channel, purpose, state, given_at, how, about, note, recorded_by, recorded_at
            from crm.consent_change where organization_id = {org} and contact_id = ?""";

    /** The statement that holds is the greatest. */
    private static final Comparator<ConsentChange> LATER =
            Comparator.comparing(ConsentChange::at).thenComparing(change -> change.state() == ConsentState.WITHDRAWN);

    private final Transactions transactions;
    private final Sql sql;
    private final OpenContacts open;
    private final Contacts contacts;
    private final Channels channels;
    private final Organizations organizations;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SqlConsents(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference OpenContacts open,
            @Reference Contacts contacts,
            @Reference Channels channels,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.open = open;
        this.contacts = contacts;
        this.channels = channels;
        this.organizations = organizations;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public boolean allows(Id contactId, Channel channel, Purpose purpose) {
        return transactions.required(() -> contacts.find(contactId)
                        .filter(SqlConsents::isInUse)
                        .flatMap(contact -> latest(rows(contactId), channel, purpose))
                        .map(ConsentChange::state)
                        .orElse(ConsentState.UNKNOWN)
                == ConsentState.GRANTED);
    }

    private static boolean isInUse(Contact contact) {
        return contact.archivedAt() == null && contact.erasedAt() == null && contact.status() != ContactStatus.BLOCKED;
    }

    @Override
    public List<String> reachable(Id contactId, Channel channel, Purpose purpose) {
        return transactions.required(() -> {
            if (!allows(contactId, channel, purpose)) {
                return List.of();
            }
            Contact contact = contacts.get(contactId);
            @Nullable String own = own(contact, channel);
            String country = organizations.current().country();
            return Stream.concat(
                            Stream.ofNullable(own).map(value -> Numbers.normalised(channel, value, country)),
                            channels.list(contactId).stream()
                                    .filter(other -> other.channel() == channel)
                                    .map(ContactChannel::normalised))
                    .distinct()
                    .toList();
        });
    }

    private static @Nullable String own(Contact contact, Channel channel) {
        return channel.isNumber() ? contact.phone() : contact.email();
    }

    @Override
    public List<Consent> current(Id contactId) {
        return transactions.required(() -> {
            List<ConsentChange> all = history(contactId);
            List<Consent> consents = new ArrayList<>();
            for (Channel channel : Channel.values()) {
                for (Purpose purpose : Purpose.values()) {
                    consents.add(latest(all, channel, purpose)
                            .map(said -> new Consent(channel, purpose, said.state(), said.at(), said.method()))
                            .orElse(new Consent(channel, purpose, ConsentState.UNKNOWN, null, null)));
                }
            }
            return consents;
        });
    }

    private static Optional<ConsentChange> latest(List<ConsentChange> all, Channel channel, Purpose purpose) {
        // of equals the one written down last
        return all.stream()
                .filter(change -> change.channel() == channel && change.purpose() == purpose)
                .max(LATER.thenComparing(ConsentChange::id));
    }

    @Override
    public List<ConsentChange> history(Id contactId) {
        return transactions.required(() -> {
            open.require(contactId);
            return rows(contactId);
        });
    }

    private List<ConsentChange> rows(Id contactId) {
        return sql.query(SELECT + " order by id desc", SqlConsents::change, contactId);
    }

    @Override
    public ConsentChange record(Id contactId, ConsentDraft draft) {
        return transactions.required(() -> {
            open.lock(contactId);
            ConsentChange change = checked(contacts.get(contactId), draft);
            sql.update(
                    """
                    insert into crm.consent_change (organization_id, id, contact_id, channel, purpose, state, given_at, how,
                      about, note, recorded_by, recorded_at)
                    values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    change.id(),
                    contactId,
                    change.channel(),
                    change.purpose(),
                    change.state(),
                    change.at(),
                    change.method(),
                    change.value(),
                    change.note(),
                    change.recordedBy(),
                    change.recordedAt());
            audit.record(
                    "crm.consent.record",
                    "contact",
                    contactId,
                    Map.of(
                            "channel", change.channel().name(),
                            "purpose", change.purpose().name(),
                            "state", change.state().name()));
            live.changed("crm.contact", contactId, "crm.contact.read");
            return change;
        });
    }

    private ConsentChange checked(Contact contact, ConsentDraft draft) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant at = Objects.requireNonNullElse(draft.at(), now).truncatedTo(ChronoUnit.MICROS);
        Fields fields = new Fields();
        if (at.isAfter(now)) {
            fields.refuse("at", "crm.consent.future", Map.of());
        }
        @Nullable
        String value = draft.channel().isNumber()
                ? fields.phone("value", draft.value())
                : fields.email("value", draft.value());
        @Nullable String note = fields.optional("note", draft.note(), ConsentDraft.MAX_NOTE);
        fields.complete();
        return new ConsentChange(
                Id.next(),
                draft.channel(),
                draft.purpose(),
                draft.state(),
                at,
                draft.method(),
                value == null ? own(contact, draft.channel()) : value,
                note,
                Caller.current().name(),
                now);
    }

    private static ConsentChange change(ResultSet row) throws SQLException {
        return new ConsentChange(
                Rows.id(row, "id"),
                Channel.valueOf(row.getString("channel")),
                Purpose.valueOf(row.getString("purpose")),
                ConsentState.valueOf(row.getString("state")),
                Rows.instant(row, "given_at"),
                ConsentMethod.valueOf(row.getString("how")),
                row.getString("about"),
                row.getString("note"),
                row.getString("recorded_by"),
                Rows.instant(row, "recorded_at"));
    }
}
