package io.rubro.platform.security.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.tenancy.Tenant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Audits what this module does, and tells the screens that are open. The trail belongs to an organisation; what an
 * administrator of the platform without one does has none to be written to.
 */
@Component(service = Trail.class)
public final class Trail {

    private final Audit audit;
    // whoever sends them needs this module to know its readers, so it comes later
    private final AtomicReference<@Nullable LiveUpdates> live = new AtomicReference<>();

    @Activate
    public Trail(@Reference Audit audit) {
        this.audit = audit;
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
    void setLive(LiveUpdates updates) {
        live.set(updates);
    }

    void unsetLive(LiveUpdates updates) {
        live.compareAndSet(updates, null);
    }

    void record(String action, String recordType, Id record, Map<String, ?> details) {
        if (Tenant.find().isEmpty()) {
            return;
        }
        audit.record(action, recordType, record, details);
        LiveUpdates updates = live.get();
        if (updates != null) {
            updates.changed("security." + recordType, record, "security.user.read");
        }
    }
}
