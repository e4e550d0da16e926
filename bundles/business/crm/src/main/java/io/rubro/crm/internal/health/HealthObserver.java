package io.rubro.crm.internal.health;

import io.rubro.platform.ids.Id;
import java.util.Set;

/**
 * Told of customers whose figures changed. Publish it as a service; it is called inside the transaction that changes
 * them, after the change is written, for the organisation on the thread.
 */
public interface HealthObserver {

    /** The figures of these contacts changed, because of an invoice, a payment or the passing of days. */
    void healthChanged(Set<Id> contacts);
}
