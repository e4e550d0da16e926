package io.rubro.crm.internal.calendar;

import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.Interaction.Worker;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Colleague;
import io.rubro.platform.security.Colleagues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who invites whom to an interaction: it is the assignee who invites or, if there is none any more, the author. */
@Component(service = InvitationTexts.class)
public final class InvitationTexts {

    private final Attendees attendees;
    private final Colleagues colleagues;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public InvitationTexts(
            @Reference Attendees attendees, @Reference Colleagues colleagues, @Reference Organizations organizations) {
        this.attendees = attendees;
        this.colleagues = colleagues;
        this.organizations = organizations;
    }

    /**
     * The messages about an interaction.
     *
     * @throws ProblemException 409 if it mirrors another record, or there is nobody who invites or is invited
     */
    InvitationText get(Interaction interaction) {
        @Nullable Source source = interaction.source();
        if (source != null) {
            throw ProblemException.conflict("crm.interaction.mirrored", Map.of("module", source.module()));
        }
        Colleague organizer = organizer(interaction)
                .orElseThrow(() -> ProblemException.conflict("crm.calendar.no-organizer", Map.of()));
        return text(interaction, organizer)
                .orElseThrow(() -> ProblemException.conflict("crm.calendar.no-attendees", Map.of()));
    }

    /** The messages about an interaction; empty if there is nobody who invites or is invited. */
    Optional<InvitationText> find(Interaction interaction) {
        return organizer(interaction).flatMap(organizer -> text(interaction, organizer));
    }

    private Optional<InvitationText> text(Interaction interaction, Colleague organizer) {
        List<Attendees.Attendee> invited = attendees.of(interaction);
        String language = organizations.current().language().getLanguage();
        return invited.isEmpty()
                ? Optional.empty()
                : Optional.of(new InvitationText(language, interaction, organizer, invited));
    }

    private Optional<Colleague> organizer(Interaction interaction) {
        return colleague(interaction.assignee()).or(() -> colleague(interaction.author()));
    }

    private Optional<Colleague> colleague(@Nullable Worker worker) {
        @Nullable Id user = worker == null ? null : worker.id();
        return user == null ? Optional.empty() : colleagues.find(user);
    }
}
