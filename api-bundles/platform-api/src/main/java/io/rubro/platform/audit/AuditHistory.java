package io.rubro.platform.audit;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the trail of the organisation on the thread. */
@ProviderType
public interface AuditHistory {

    /**
     * What was done to a record, the latest first.
     *
     * @param recordType as given to {@link Audit#record}
     * @param limit at most this many
     */
    List<Deed> of(String recordType, Id record, int limit);

    /**
     * One entry.
     *
     * @param by how the caller is shown
     * @param details JSON text
     */
    record Deed(Instant at, String by, String action, String details) {}
}
