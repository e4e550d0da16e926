package io.rubro.platform.events;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads what was published in the organisation on the thread, as {@link EventSubscriber subscribers} were or will be told:
 * for projections that are computed again from the beginning. Whatever a subscriber was given is found here, also by a
 * transaction that began before.
 */
@ProviderType
public interface EventHistory {

    /** The most events of one page. */
    int MAX_PAGE = 5_000;

    /**
     * The position of the newest event of any organisation; 0 if there is none. What is published from now on has a
     * higher one.
     */
    long head();

    /**
     * A page of events in the order of their positions. Those that retention has deleted are not there any more.
     *
     * @param types the names of the event types wanted
     * @param after the position before the first; 0 for the beginning
     * @param most how many, from 1 to {@value #MAX_PAGE}; fewer are returned only if there are no more
     * @throws IllegalStateException without an organisation
     */
    List<JournalEvent> read(Set<String> types, long after, int most);
}
