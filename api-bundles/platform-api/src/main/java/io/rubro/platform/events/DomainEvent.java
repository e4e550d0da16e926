package io.rubro.platform.events;

import io.rubro.platform.ids.Id;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that happened to a business record. Implemented by a record annotated with {@link EventType}; its
 * components are the JSON payload.
 */
@ConsumerType
public interface DomainEvent {

    /**
     * The record it happened to. Events of one aggregate reach each subscriber in the order of their commits; the
     * publisher must have locked the aggregate (changed a versioned row of it) in the same transaction.
     */
    Id aggregate();
}
