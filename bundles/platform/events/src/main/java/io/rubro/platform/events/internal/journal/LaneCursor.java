package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far one subscriber is, as the node that serves it knows: a copy of the rows that only it changes. Everything up to
 * the position is done, and of organisations that are ahead of it some more. Not for several threads, except where
 * volatile.
 */
final class LaneCursor {

    private final String name;
    private final ProgressTable progress;
    private final Map<Id, Long> ahead = new HashMap<>();
    private volatile boolean owned;
    private volatile long position;
    private volatile long scanned;
    private long epoch;
    private long heldRevision;

    LaneCursor(String name, ProgressTable progress) {
        this.name = name;
        this.progress = progress;
    }

    boolean isOwned() {
        return owned;
    }

    /** Everything up to here is done, and stored as such. */
    long position() {
        return position;
    }

    /** Everything up to here is done or was found to be of no interest; not stored yet. */
    long scanned() {
        return scanned;
    }

    void scanned(long to) {
        scanned = to;
    }

    /** Makes this node the owner, unless another one that lives is. */
    void takeOver() throws SQLException {
        progress.takeOver(name).ifPresent(cursor -> {
            epoch = cursor.epoch();
            owned = true;
        });
    }

    /** Lets another node have it. */
    void release() throws SQLException {
        if (owned) {
            owned = false;
            progress.release(name, epoch);
        }
    }

    /** It belongs to somebody else by now. */
    void lost() {
        owned = false;
    }

    /**
     * Reads again what the database knows.
     *
     * @throws FencedException if another node has taken over
     */
    void load() throws SQLException {
        position = current().position();
        scanned = position;
        ahead.clear();
        ahead.putAll(progress.ahead(name));
    }

    /**
     * Whether an administrator has changed what the subscriber holds since this was asked last.
     *
     * @throws FencedException if another node has taken over
     */
    boolean heldHasChanged() throws SQLException {
        long before = heldRevision;
        heldRevision = current().heldRevision();
        return heldRevision != before;
    }

    private ProgressTable.Cursor current() throws SQLException {
        Optional<ProgressTable.Cursor> cursor = progress.current(name, epoch);
        return cursor.orElseThrow(() -> new FencedException(name));
    }

    /** Whether this event was delivered when its organisation was ahead of the cursor. */
    boolean isDone(StoredEvent event) {
        return event.position() <= ahead.getOrDefault(event.organization(), 0L);
    }

    /** Locks the cursor where it is, in the current transaction, against another owner. */
    void fence() {
        progress.move(name, epoch, position, position);
    }

    /** Moves the cursor in the current transaction; {@link #moved} when that has committed. */
    void move(long to) {
        progress.move(name, epoch, position, to);
        if (ahead.values().stream().anyMatch(done -> done <= to)) {
            progress.dropAhead(name, to);
        }
    }

    /**
     * As {@link #move(long)}, when events of one organisation were delivered up to a position.
     *
     * @param last the last position of that organisation
     */
    void move(long to, Id organization, long last) {
        move(to);
        if (last > to) {
            progress.putAhead(name, organization, last, ahead.containsKey(organization));
        }
    }

    void moved(long to) {
        position = to;
        ahead.values().removeIf(done -> done <= to);
    }

    void moved(long to, Id organization, long last) {
        moved(to);
        if (last > to) {
            ahead.put(organization, last);
        }
    }
}
