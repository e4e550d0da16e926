package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * Which opportunities are wanted; null asks for no restriction.
 *
 * @param text words that occur in the title or the contact's name, whatever the case and accents
 */
public record OpportunityFilter(
        @Nullable Id contactId,
        @Nullable Id pipelineId,
        @Nullable Id stageId,
        @Nullable StageKind kind,
        @Nullable Id owner,
        @Nullable String text) {

    /** The open ones of a contact. */
    public static OpportunityFilter openOf(Id contact) {
        return new OpportunityFilter(contact, null, null, StageKind.OPEN, null, null);
    }
}
