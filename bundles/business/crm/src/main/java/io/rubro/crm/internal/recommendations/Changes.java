package io.rubro.crm.internal.recommendations;

import io.rubro.crm.ContactUpdated;
import io.rubro.crm.pipeline.OpportunityMoved;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes the customers whose data or opportunities changed; those whose health changed are noted where it is computed. */
@Component
public final class Changes implements EventSubscriber {

    private static final String UPDATED =
            ContactUpdated.class.getAnnotation(EventType.class).value();
    private static final String MOVED =
            OpportunityMoved.class.getAnnotation(EventType.class).value();

    private final DueCustomers due;

    @Activate
    public Changes(@Reference DueCustomers due) {
        this.due = due;
    }

    @Override
    public String name() {
        return "crm.recommendations";
    }

    @Override
    public Set<String> types() {
        return Set.of(UPDATED, MOVED);
    }

    /** What happened before is seen by the daily round. */
    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void on(JournalEvent event) {
        Id contact = event.type().equals(MOVED)
                ? event.payload(OpportunityMoved.class).contactId()
                : event.payload(ContactUpdated.class).contactId();
        due.add(contact);
    }
}
