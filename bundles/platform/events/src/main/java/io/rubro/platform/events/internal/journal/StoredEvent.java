package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import java.time.Instant;

/** A sequenced row of the journal. */
record StoredEvent(
        long position,
        Id id,
        String type,
        int version,
        Id organization,
        Id aggregate,
        Instant at,
        String json,
        EventJson reader)
        implements JournalEvent {

    @Override
    public <T> T payload(Class<T> wanted) {
        return reader.read(json, wanted);
    }

    /** What order is kept within. */
    AggregateKey key() {
        return new AggregateKey(organization, aggregate);
    }
}
