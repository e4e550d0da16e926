package io.rubro.platform.events.internal.journal;

import java.sql.SQLException;
import java.util.Set;

/** The nodes that share a journal, and which of them serves which subscriber. */
interface Cluster {

    /** This node, as cursors name their owner. */
    String node();

    /**
     * Says that this node lives and hosts these subscribers.
     *
     * @return those of them it should serve
     */
    Set<String> renew(Set<String> hosted) throws SQLException;

    /**
     * Whether this node may believe, by its own clock, that nobody has taken its place. Only a courtesy to successors:
     * what keeps a node that is mistaken from doing harm is the epoch of the cursor.
     */
    boolean leaseHolds();

    /** An SQL condition: the owner of a {@code subscription} is gone. */
    String ownerIsGone();

    /** An SQL suffix for the update that begins a delivery: the database gives up on a node that freezes inside it. */
    String orGiveUp();

    /** Ends this node's lease. */
    void leave() throws SQLException;
}
