package io.rubro.crm.internal.merging;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The subjects that keep rows of contacts, as they come and go. */
@Component(service = Parts.class)
public final class Parts {

    private final List<ContactPart> parts = new CopyOnWriteArrayList<>();

    /** A subject comes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(ContactPart part) {
        parts.add(part);
    }

    /** A subject goes. */
    public void remove(ContactPart part) {
        parts.remove(part);
    }

    /** Those whose rows go with a contact into another. */
    public List<ContactPart> following() {
        return parts.stream().filter(ContactPart::follows).toList();
    }

    /** Tells all that rows of two contacts changed hands. */
    void moved(Id one, Id other) {
        for (ContactPart part : following()) {
            part.moved(one);
            part.moved(other);
        }
    }
}
