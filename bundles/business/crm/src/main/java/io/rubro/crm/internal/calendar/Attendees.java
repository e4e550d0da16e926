package io.rubro.crm.internal.calendar;

import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Answer;
import io.rubro.crm.Interaction.Participant;
import io.rubro.crm.internal.interactions.Participants;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who is invited to an interaction: the contacts that take part or, if none was chosen, the contact itself; those of them
 * who have an e-mail address.
 */
@Component(service = Attendees.class)
public final class Attendees {

    private final Sql sql;
    private final Participants participants;

    /** Called by the component runtime. */
    @Activate
    public Attendees(
            @Reference Sql sql,
            @Reference Participants participants,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.participants = participants;
    }

    /** Somebody who is invited. */
    record Attendee(Id contact, String name, String email, @Nullable Answer answer) {}

    private record Address(Id contact, String name, @Nullable String email) {}

    /** Those of an interaction, in their order. */
    List<Attendee> of(Interaction interaction) {
        Map<Id, @Nullable Answer> answers = new LinkedHashMap<>();
        for (Participant person : interaction.people()) {
            answers.put(person.contactId(), person.answer());
        }
        if (answers.isEmpty()) {
            @Nullable Participant answered = participants.uninvited(interaction.id(), interaction.contactId());
            answers.put(interaction.contactId(), answered == null ? null : answered.answer());
        }
        List<Attendee> attendees = new ArrayList<>();
        answers.forEach((contact, answer) -> address(contact).ifPresent(found -> {
            if (found.email != null) {
                attendees.add(new Attendee(contact, found.name, found.email, answer));
            }
        }));
        return attendees;
    }

    /** The one of them with an address, in any case. */
    Optional<Attendee> find(Interaction interaction, String email) {
        String wanted = email.strip().toLowerCase(Locale.ROOT);
        return of(interaction).stream()
                .filter(attendee -> attendee.email.equals(wanted))
                .findFirst();
    }

    private Optional<Address> address(Id contact) {
        return sql.queryOne(
                "select id, name, email from crm.contact where organization_id = {org} and id = ?",
                row -> new Address(Rows.id(row, "id"), row.getString("name"), row.getString("email")),
                contact);
    }
}
