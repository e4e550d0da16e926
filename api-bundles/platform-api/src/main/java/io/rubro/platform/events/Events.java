package io.rubro.platform.events;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Announces domain events. The event is a row written in the caller's transaction: it exists exactly if the business
 * change exists, and every subscriber receives it whether it is running, stopped or not yet installed.
 */
@ProviderType
public interface Events {

    /**
     * Writes the event into the journal when the current transaction commits. The organisation is that of the thread.
     *
     * @throws IllegalStateException outside a transaction or without an organisation
     * @throws IllegalArgumentException if the class carries no {@link EventType} or cannot be written as JSON
     */
    void publish(DomainEvent event);
}
