package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber.Start;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.global.GlobalSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each subscriber is. Everything up to the cursor's position is done; an organisation may be ahead of it. What
 * a delivery changes here it changes in its own transaction, beginning with the cursor's row, which it so locks.
 */
final class ProgressTable {

    private static final String DUPLICATE = "23505";
    private static final String THIS = " where name = ? and part = 0";

    private final LocalConnections connections;
    private final GlobalSql sql;
    private final Cluster cluster;
    private final String move;

    /**
     * A cursor as its owner took it.
     *
     * @param epoch rises with every change of the owner
     * @param heldRevision rises when an administrator changes what is held
     * @param owner the node that serves the subscriber
     */
    record Cursor(long position, long epoch, long heldRevision, @Nullable String owner) {}

    ProgressTable(LocalConnections connections, GlobalSql sql, Cluster cluster) {
        this.connections = connections;
        this.sql = sql;
        this.cluster = cluster;
        this.move = "update events.subscription set pos = ?" + THIS + " and epoch = ? and pos = ?" + cluster.orGiveUp();
    }

    /** Gives a subscriber that was never seen before its place in the journal. */
    void create(String name, Start start) throws SQLException {
        try {
            connections.transaction(c -> find(c, name).isPresent() || insert(c, name, start));
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())) { // another node was quicker
                throw e;
            }
        }
    }

    private static boolean insert(Connection c, String name, Start start) throws SQLException {
        long position = Sequencer.head(c);
        if (start == Start.BEGINNING) {
            try (Statement s = c.createStatement();
                    ResultSet oldest = s.executeQuery("select min(pos) from events.event where pos is not null")) {
                oldest.next();
                long first = oldest.getLong(1);
                position = oldest.wasNull() ? position : first - 1;
            }
        }
        try (PreparedStatement s = c.prepareStatement("insert into events.subscription"
                + " (name, part, pos, owner, epoch, held_revision) values (?, 0, ?, null, 0, 0)")) {
            s.setString(1, name);
            s.setLong(2, position);
            return s.executeUpdate() == 1;
        }
    }

    /** Makes this node the owner, unless another one that lives is. Waits briefly for a delivery under way. */
    Optional<Cursor> takeOver(String name) throws SQLException {
        return connections.transaction(c -> {
            lockBriefly(c);
            try (PreparedStatement s = c.prepareStatement("update events.subscription set owner = ?, epoch = epoch + 1"
                    + THIS + " and (owner is null or owner = ? or " + cluster.ownerIsGone() + ")")) {
                s.setString(1, cluster.node());
                s.setString(2, name);
                s.setString(3, cluster.node());
                if (s.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            return find(c, name);
        });
    }

    private void lockBriefly(Connection c) throws SQLException {
        if (!cluster.orGiveUp().isEmpty()) {
            try (Statement s = c.createStatement()) {
                s.execute("set local lock_timeout = '300ms'");
            }
        }
    }

    /** The cursor, if this node still owns it in the epoch it took. */
    Optional<Cursor> current(String name, long epoch) throws SQLException {
        return connections
                .<Optional<Cursor>>query(c -> find(c, name))
                .filter(cursor -> cluster.node().equals(cursor.owner) && cursor.epoch == epoch);
    }

    private static Optional<Cursor> find(Connection c, String name) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("select pos, epoch, held_revision, owner from events.subscription" + THIS)) {
            s.setString(1, name);
            try (ResultSet row = s.executeQuery()) {
                return row.next()
                        ? Optional.of(new Cursor(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** Lets another node have it at once. */
    void release(String name, long epoch) throws SQLException {
        connections.transaction(c -> {
            lockBriefly(c);
            try (PreparedStatement s = c.prepareStatement(
                    "update events.subscription set owner = null" + THIS + " and owner = ? and epoch = ?")) {
                s.setString(1, name);
                s.setString(2, cluster.node());
                s.setLong(3, epoch);
                return s.executeUpdate();
            }
        });
    }

    /** The organisations ahead of the cursor, each with its last position done. */
    Map<Id, Long> ahead(String name) throws SQLException {
        return connections.query(c -> {
            Map<Id, Long> ahead = new HashMap<>();
            try (PreparedStatement s = c.prepareStatement("select organization_id, pos from events.ahead" + THIS)) {
                s.setString(1, name);
                try (ResultSet row = s.executeQuery()) {
                    while (row.next()) {
                        ahead.put(new Id(row.getLong(1)), row.getLong(2));
                    }
                }
            }
            return ahead;
        });
    }

    /**
     * Moves the cursor in the current transaction, or only locks it if it stays where it is.
     *
     * @throws FencedException if it is not where this node left it
     */
    void move(String name, long epoch, long from, long to) {
        if (sql.update(move, to, name, epoch, from) != 1) {
            throw new FencedException(name);
        }
    }

    /** Notes, in the current transaction, that an organisation is ahead of the cursor. */
    void putAhead(String name, Id organization, long position, boolean known) {
        if (known) {
            sql.update(
                    "update events.ahead set pos = ?" + THIS + " and organization_id = ?",
                    position,
                    name,
                    organization);
        } else {
            sql.update(
                    "insert into events.ahead (name, part, organization_id, pos) values (?, 0, ?, ?)",
                    name,
                    organization,
                    position);
        }
    }

    /** Forgets, in the current transaction, the organisations the cursor has caught up with. */
    void dropAhead(String name, long position) {
        sql.update("delete from events.ahead" + THIS + " and pos <= ?", name, position);
    }
}
