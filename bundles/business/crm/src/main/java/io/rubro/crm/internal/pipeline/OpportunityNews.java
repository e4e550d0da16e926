package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityMoved;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.security.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the journal, the trail and the open screens what became of an opportunity. */
record OpportunityNews(Events events, Audit audit, LiveUpdates live) {

    static final String READ = "crm.opportunity.read";

    void of(String action, Opportunity o, Map<String, ?> details) {
        audit.record(action, "opportunity", o.id(), details);
        Map<String, Object> change = new HashMap<>(
                Map.of("type", "crm.opportunity", "id", o.id(), "contact", o.contactId(), "pipeline", o.pipelineId()));
        change.put("by", Caller.current().name());
        live.publish(LiveUpdates.CHANGE, READ, change);
    }

    /** It was made, or entered another stage. */
    void entered(@Nullable Id from, Opportunity o) {
        events.publish(new OpportunityMoved(
                o.id(),
                o.contactId(),
                o.title(),
                from,
                o.stageId(),
                o.kind(),
                o.value(),
                o.currency(),
                o.probability()));
    }
}
