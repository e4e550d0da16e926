package io.rubro.crm.internal.consent;

import io.rubro.crm.consent.Channel;
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
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The addresses and numbers of contacts beside their own. Whoever changes them holds the contact's row. */
@Component(service = Channels.class)
public final class Channels {

    static final int MAX_CHANNELS = 100;

    private static final String SELECT =
            """
            select id, contact_id, channel, channel_value, normalised, label, version
            from crm.contact_channel where organization_id = {org} and contact_id = ?""";

    private final Transactions transactions;
    private final Sql sql;
    private final OpenContacts contacts;
    private final Organizations organizations;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Channels(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference OpenContacts contacts,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.contacts = contacts;
        this.organizations = organizations;
        this.audit = audit;
        this.live = live;
    }

    /**
     * The channels of a contact beside its own e-mail and phone.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public List<ContactChannel> list(Id contactId) {
        return transactions.required(() -> {
            contacts.require(contactId);
            return sql.query(SELECT + " order by channel, id", Channels::channel, contactId);
        });
    }

    /**
     * A channel of a contact.
     *
     * @throws ProblemException 404 if the contact has none with this id
     */
    public ContactChannel get(Id contactId, Id id) {
        return transactions.required(() -> sql.queryOne(SELECT + " and id = ?", Channels::channel, contactId, id)
                .orElseThrow(() -> ProblemException.notFound("crm.channel.not-found", id)));
    }

    /**
     * Adds a channel.
     *
     * @throws ProblemException 404 if there is no such contact; 409 if its data were erased, it has too many, or has this one
     *     already; 422 if a field breaks a rule
     */
    public ContactChannel add(Id contactId, ChannelRequest request) {
        return transactions.required(() -> {
            contacts.lock(contactId);
            Content content = content(request);
            List<ContactChannel> others = list(contactId);
            if (others.size() >= MAX_CHANNELS) {
                throw ProblemException.conflict("crm.channel.too-many", Map.of("max", MAX_CHANNELS));
            }
            refuseTwin(others, null, request.channel(), content);
            Id id = Id.next();
            sql.update(
                    """
                    insert into crm.contact_channel (organization_id, id, version, contact_id, channel, channel_value,
                      normalised, label)
                    values ({org}, ?, 1, ?, ?, ?, ?, ?)""",
                    id,
                    contactId,
                    request.channel(),
                    content.value(),
                    content.normalised(),
                    content.label());
            return told("crm.channel.create", contactId, id);
        });
    }

    /**
     * Replaces what is stored of a channel.
     *
     * @throws ProblemException as {@link #add}; 404; 428 without {@code seen}, 412 if it changed since
     */
    public ContactChannel update(Id contactId, Id id, @Nullable IfMatch seen, ChannelRequest request) {
        return transactions.required(() -> {
            contacts.lock(contactId);
            IfMatch.require(seen, get(contactId, id).version());
            Content content = content(request);
            refuseTwin(list(contactId), id, request.channel(), content);
            sql.update(
                    """
                    update crm.contact_channel set version = version + 1, channel = ?, channel_value = ?, normalised = ?,
                      label = ?
                    where organization_id = {org} and id = ?""",
                    request.channel(),
                    content.value(),
                    content.normalised(),
                    content.label(),
                    id);
            return told("crm.channel.update", contactId, id);
        });
    }

    /**
     * Removes a channel; what was said about it stays in the history of consents.
     *
     * @throws ProblemException 404; 428 without {@code seen}, 412 if it changed since
     */
    public void remove(Id contactId, Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            contacts.lock(contactId);
            IfMatch.require(seen, get(contactId, id).version());
            sql.update("delete from crm.contact_channel where organization_id = {org} and id = ?", id);
            audit.record("crm.channel.delete", "channel", id, Map.of("contact", contactId.toString()));
            live.changed("crm.contact", contactId, "crm.contact.read");
        });
    }

    private static void refuseTwin(List<ContactChannel> others, @Nullable Id self, Channel channel, Content content) {
        boolean twin = others.stream()
                .anyMatch(other -> !Objects.equals(other.id(), self)
                        && other.channel() == channel
                        && other.normalised().equals(content.normalised()));
        if (twin) {
            throw ProblemException.conflict("value", "crm.channel.twin", Map.of("value", content.value()));
        }
    }

    private ContactChannel told(String action, Id contactId, Id id) {
        audit.record(action, "channel", id, Map.of("contact", contactId.toString()));
        live.changed("crm.contact", contactId, "crm.contact.read");
        return get(contactId, id);
    }

    /** The texts of a channel, checked. */
    private record Content(String value, String normalised, @Nullable String label) {}

    private Content content(ChannelRequest request) {
        Fields fields = new Fields();
        @Nullable
        String value = request.channel().isNumber()
                ? fields.phone("value", request.value())
                : fields.email("value", request.value());
        if (value == null) {
            fields.refuse("value", "crm.field.required", Map.of());
            value = "";
        }
        @Nullable String label = fields.optional("label", request.label(), ChannelRequest.MAX_LABEL);
        fields.complete();
        String country = organizations.current().country();
        return new Content(value, Numbers.normalised(request.channel(), value, country), label);
    }

    private static ContactChannel channel(ResultSet row) throws SQLException {
        return new ContactChannel(
                Rows.id(row, "id"),
                Rows.id(row, "contact_id"),
                Channel.valueOf(row.getString("channel")),
                row.getString("channel_value"),
                row.getString("normalised"),
                row.getString("label"),
                row.getLong("version"));
    }
}
