package io.rubro.crm.internal.lists;

import io.rubro.platform.ids.Id;
import java.util.List;

/**
 * What became of it.
 *
 * @param changed the contacts it was done to: to these the opposite deed takes it back
 * @param unchanged how many were so already
 * @param refused those it could not be done to
 */
public record BulkOutcome(List<Id> changed, int unchanged, List<Refusal> refused) {

    public BulkOutcome {
        changed = List.copyOf(changed);
        refused = List.copyOf(refused);
    }

    /**
     * A contact it could not be done to.
     *
     * @param code why: {@code not-found}, {@code erased}, {@code merged}, {@code too-many-tags}
     */
    public record Refusal(Id id, String code) {}
}
