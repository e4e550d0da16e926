package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nodes that renew a lease, by the clock of the database. Each subscriber is served by one of the nodes that host it,
 * chosen by rendezvous hashing: every node comes to the same answer without asking, and when one goes only its
 * subscribers move.
 */
final class LeasedNodes implements Cluster {

    private static final String NOW = "(clock_timestamp() at time zone 'utc')";
    private static final String RENEW = "insert into events.node (id, alive_until, hosts) values (?, " + NOW
            + " + ? * interval '1 millisecond', ?) on conflict (id)"
            + " do update set alive_until = excluded.alive_until, hosts = excluded.hosts";
    private static final String BURY = "delete from events.node where alive_until < " + NOW + " - interval '1 hour'";
    private static final String LIVING = "select id, hosts from events.node where alive_until > " + NOW;

    private final LocalConnections connections;
    private final long leaseMillis;
    private final String node = Id.next().toString();
    private volatile long leaseEnd = System.nanoTime();

    LeasedNodes(LocalConnections connections, Duration lease) {
        this.connections = connections;
        this.leaseMillis = lease.toMillis();
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public Set<String> renew(Set<String> hosted) throws SQLException {
        long begun = System.nanoTime(); // before asking: our idea of the lease must end before the database's
        Map<String, Set<String>> living = connections.transaction(c -> {
            try (Statement quick = c.createStatement()) {
                quick.execute("set local synchronous_commit = off");
            }
            try (PreparedStatement renew = c.prepareStatement(RENEW)) {
                renew.setString(1, node);
                renew.setLong(2, leaseMillis);
                renew.setString(3, String.join("\n", hosted));
                renew.executeUpdate();
            }
            try (Statement bury = c.createStatement()) {
                bury.executeUpdate(BURY);
            }
            return living(c);
        });
        leaseEnd = begun + leaseMillis * 1_000_000;
        return hosted.stream()
                .filter(subscriber -> node.equals(server(subscriber, living)))
                .collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> living(Connection c) throws SQLException {
        Map<String, Set<String>> living = new HashMap<>();
        try (Statement statement = c.createStatement();
                ResultSet row = statement.executeQuery(LIVING)) {
            while (row.next()) {
                living.put(
                        row.getString(1),
                        new HashSet<>(Arrays.asList(row.getString(2).split("\n"))));
            }
        }
        return living;
    }

    private static String server(String subscriber, Map<String, Set<String>> living) {
        String best = "";
        int bestWeight = 0;
        for (Map.Entry<String, Set<String>> candidate : living.entrySet()) {
            int weight = mix((candidate.getKey() + subscriber).hashCode());
            boolean heavier = best.isEmpty()
                    || weight > bestWeight
                    || (weight == bestWeight && candidate.getKey().compareTo(best) > 0);
            if (candidate.getValue().contains(subscriber) && heavier) {
                best = candidate.getKey();
                bestWeight = weight;
            }
        }
        return best;
    }

    /** Murmur3's finaliser: the hash of a text alone spreads badly in its high bits. */
    private static int mix(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    @Override
    public boolean leaseHolds() {
        return System.nanoTime() - leaseEnd < 0;
    }

    @Override
    public String ownerIsGone() {
        return "not exists (select 1 from events.node n where n.id = owner and n.alive_until > " + NOW + ")";
    }

    @Override
    public String orGiveUp() {
        return " and set_config('idle_in_transaction_session_timeout', '" + leaseMillis + "', true) <> ''";
    }

    @Override
    public void leave() throws SQLException {
        connections.transaction(c -> {
            try (PreparedStatement leave = c.prepareStatement("delete from events.node where id = ?")) {
                leave.setString(1, node);
                return leave.executeUpdate();
            }
        });
    }
}
