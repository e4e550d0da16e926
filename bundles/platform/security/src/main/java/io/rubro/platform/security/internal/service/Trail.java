package io.rubro.platform.security.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.tenancy.Tenant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Audits what this module does. The trail belongs to an organisation; what an administrator of the platform without
 * one does has none to be written to.
 */
@Component(service = Trail.class)
public final class Trail {

    private final Audit audit;

    @Activate
    public Trail(@Reference Audit audit) {
        this.audit = audit;
    }

    void record(String action, String recordType, Id record, Map<String, ?> details) {
        if (Tenant.find().isPresent()) {
            audit.record(action, recordType, record, details);
        }
    }
}
