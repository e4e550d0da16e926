package io.rubro.platform.events.internal.journal;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was to be audited. */
final class RecordedAudit implements Audit {

    final List<String> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(String action, String recordType, Id record, Map<String, ?> details) {
        entries.add(Tenant.current().value() + " " + action + " " + details);
    }
}
