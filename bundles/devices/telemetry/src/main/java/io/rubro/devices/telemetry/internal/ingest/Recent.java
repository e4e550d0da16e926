package io.rubro.devices.telemetry.internal.ingest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The identities of the last messages that were stored: one that comes again after a lost connection is known by it. */
final class Recent {

    private final Map<Long, Boolean> identities;

    Recent(int max) {
        this.identities = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                return size() > max;
            }
        };
    }

    boolean contains(long identity) {
        return identities.containsKey(identity);
    }

    void addAll(Collection<Long> stored) {
        stored.forEach(identity -> identities.put(identity, true));
    }
}
