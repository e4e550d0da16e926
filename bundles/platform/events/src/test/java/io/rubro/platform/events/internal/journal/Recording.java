package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.JournalEvent;
import java.util.Set;

/** A subscriber made of a lambda. */
record Recording(String name, Set<String> types, Start start, Taking taking) implements EventSubscriber {

    @FunctionalInterface
    interface Taking {
        void take(JournalEvent event) throws Exception;
    }

    Recording(String name, Taking taking) {
        this(name, CounterChanged.TYPE, taking);
    }

    Recording(String name, String type, Taking taking) {
        this(name, Set.of(type), Start.BEGINNING, taking);
    }

    @Override
    public void on(JournalEvent event) throws Exception {
        taking.take(event);
    }
}
