package io.rubro.crm.internal.interactions;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import java.util.Map;

/** Tells the trail and the open screens what became of an interaction. */
record InteractionNews(Audit audit, LiveUpdates live) {

    void of(String action, Id interaction, Id contact, Map<String, ?> details) {
        audit.record(action, "interaction", interaction, details);
        of(interaction, contact);
    }

    /** Tells the open screens alone. */
    void of(Id interaction, Id contact) {
        live.publish(
                LiveUpdates.CHANGE,
                "crm.interaction.read",
                Map.of("type", "crm.interaction", "id", interaction, "contact", contact));
    }
}
