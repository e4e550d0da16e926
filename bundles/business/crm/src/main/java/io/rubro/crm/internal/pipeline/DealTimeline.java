package io.rubro.crm.internal.pipeline;

import io.rubro.crm.InteractionType;
import io.rubro.crm.TimelineEntryReported;
import io.rubro.crm.TimelineEntryWithdrawn;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports to the time line of the contact that an opportunity was made, won or lost, in the transaction of that; each move is
 * a record of its own. The entries bear no amount: nothing was bought yet, the invoice says what was.
 */
@Component(service = DealTimeline.class)
public final class DealTimeline {

    private static final String MODULE = "crm";
    private static final List<String> LANGUAGES = List.of("es", "es-AR", "en");

    private final Events events;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public DealTimeline(@Reference Events events, @Reference Messages messages) {
        this.events = events;
        this.messages = messages;
    }

    /**
     * An opportunity was made, or entered another stage; of that, only a decision is told.
     *
     * @param move the record of the step
     * @param made whether it was made by that
     */
    void entered(Id move, Opportunity o, boolean made, Instant at) {
        if (!made && o.kind() == StageKind.OPEN) {
            return;
        }
        String title = o.kind() == StageKind.OPEN ? "made" : o.kind().name().toLowerCase(Locale.ROOT);
        Map<String, String> titles = new HashMap<>();
        Map<String, String> descriptions = new HashMap<>();
        for (String language : LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            titles.put(language, text(locale, "crm.opportunity.timeline." + title, Map.of("title", o.title())));
            descriptions.put(language, description(locale, o));
        }
        events.publish(TimelineEntryReported.of(MODULE, move, o.contactId(), InteractionType.NOTE, titles, at)
                .described(descriptions)
                .at("opportunities/" + o.id()));
    }

    private String description(Locale locale, Opportunity o) {
        String value = OpportunityTexts.money(locale, o.value(), o.currency());
        return switch (o.kind()) {
            case OPEN ->
                text(locale, "crm.opportunity.timeline.value", Map.of("value", value, "probability", o.probability()));
            case WON -> value;
            case LOST ->
                text(
                        locale,
                        "crm.opportunity.timeline.reason",
                        Map.of("value", value, "reason", String.valueOf(o.lostReason())));
        };
    }

    private String text(Locale locale, String key, Map<String, Object> args) {
        return messages.text(locale, key, args).orElseThrow();
    }

    /** An opportunity goes, and what was told of it. */
    void withdrawn(List<Id> moves) {
        moves.forEach(move -> events.publish(new TimelineEntryWithdrawn(MODULE, move)));
    }
}
