package io.rubro.crm.internal.calendar;

import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The messages that call off calls and meetings which were deleted, kept for 90 days. */
@Component(service = Cancellations.class)
public final class Cancellations {

    private static final Duration KEPT = Duration.ofDays(90);

    private final Sql sql;
    private final InvitationTexts texts;

    /** Called by the component runtime. */
    @Activate
    public Cancellations(
            @Reference Sql sql,
            @Reference InvitationTexts texts,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.texts = texts;
    }

    /** Keeps what those who were invited are to be told. Before the interaction is deleted, in the same transaction. */
    public void deleting(Interaction interaction) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        sql.update(
                "delete from crm.calendar_cancellation where organization_id = {org} and cancelled_at < ?",
                now.minus(KEPT));
        boolean meets = interaction.type() == InteractionType.MEETING || interaction.type() == InteractionType.CALL;
        if (meets && !interaction.done()) {
            texts.find(interaction).ifPresent(text -> keep(text, now));
        }
    }

    private void keep(InvitationText text, Instant now) {
        sql.update(
                "insert into crm.calendar_cancellation (organization_id, id, contact_id, people, message, cancelled_at)"
                        + " values ({org}, ?, ?, ?, ?, ?)",
                text.interaction().id(),
                text.interaction().contactId(),
                text.attendees().stream()
                        .map(who -> who.contact().toString())
                        .collect(Collectors.joining("|", "|", "|")),
                text.cancellation(now),
                now);
    }

    /** What is to be told of an interaction that was deleted. */
    Optional<String> find(Id interaction) {
        return sql.queryOne(
                "select message from crm.calendar_cancellation where organization_id = {org} and id = ?",
                row -> row.getString("message"),
                interaction);
    }
}
