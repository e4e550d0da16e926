package io.rubro.platform.audit;

import io.rubro.platform.ids.Id;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Records who did what to which record. An entry is written in the caller's transaction, appended to the hash chain of
 * the organisation, and never changed: {@code hash = SHA-256(previous hash + content)}.
 */
@ProviderType
public interface Audit {

    /**
     * Appends an entry when the current transaction commits. Who, when and for which organisation come from the thread.
     *
     * @param action what was done, {@code billing.invoice.issue}
     * @param recordType what it was done to, {@code invoice}
     * @param record its identifier
     * @param details what an auditor wants to read; no secrets, no more personal data than needed
     * @throws IllegalStateException outside a transaction or without an organisation
     */
    void record(String action, String recordType, Id record, Map<String, ?> details);
}
