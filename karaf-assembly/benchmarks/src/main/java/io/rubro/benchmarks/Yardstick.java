package io.rubro.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What the database alone can do: the very rows an issued invoice left in the product's tables are copied and written
 * again, with new keys, by plain JDBC: one connection a worker, prepared once, batched, one transaction per invoice, the
 * same counters locked in the same order. No HTTP, no JSON, no JPA, no permission, no fingerprint.
 */
final class Yardstick {

    /** The tables of one issued invoice, in the order of writing, and the condition that finds its rows (?1 invoice, ?2 organisation). */
    private static final Map<String, String> TABLES = new java.util.LinkedHashMap<>();

    static {
        TABLES.put("billing.invoice", "id = %1$d");
        TABLES.put("billing.invoice_line", "invoice_id = %1$d");
        TABLES.put("billing.invoice_tax", "invoice_id = %1$d");
        TABLES.put("fiscal_verifactu.record", "invoice_id = %1$d");
        TABLES.put("events.event", "aggregate_id = %1$d");
        TABLES.put("audit.entry", "record_id = %1$d and organization_id = %2$d");
    }

    /** Locked and moved on by every invoice: counter of the series, end of the fiscal chain, end of the audit chain. */
    private static final List<String> COUNTERS = List.of(
            "update billing.series_counter set last_number = last_number + 1 where organization_id = ?",
            "update fiscal_verifactu.chain set last_position = last_position + 1 where organization_id = ?",
            "update audit.head set seq = seq + 1 where organization_id = ?");

    private final String url;
    private final String user;
    private final String password;
    private final AtomicLong keys = new AtomicLong(System.nanoTime() << 8);

    Yardstick(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** A row to be written again. */
    private record Row(List<String> columns, List<Object> values) {}

    Connection connect() throws SQLException {
        Connection connection = user.isEmpty()
                ? DriverManager.getConnection(url)
                : DriverManager.getConnection(url + "?reWriteBatchedInserts=true", user, password);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    /** Runs workers, each on the counters of one of the organisations, and prints the line; returns invoices per second. */
    double run(String name, List<Long> organizations, int workers, int seconds) throws Exception {
        Map<String, List<Row>> sample;
        try (Connection c = connect()) {
            sample = sample(c);
            keys.addAndGet(max(c));
            c.rollback();
        }
        Latencies latencies = new Latencies(workers);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        CountDownLatch done = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            int worker = i;
            long organization = organizations.get(i % organizations.size());
            new Thread(() -> {
                        try {
                            write(sample, organization, end, latencies, latencies.recorder(worker));
                        } catch (SQLException e) {
                            latencies.error(e);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        done.await();
        System.out.println(latencies.line(name, seconds, -1));
        return latencies.count() / (double) seconds;
    }

    private static long max(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select max(ticket) from events.event")) {
            r.next();
            return r.getLong(1);
        }
    }

    private static Map<String, List<Row>> sample(Connection c) throws SQLException {
        long invoice;
        long organization;
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "select max(id), max(organization_id) from billing.invoice where number is not null"
                                + " and id = (select max(id) from billing.invoice where number is not null)")) {
            r.next();
            invoice = r.getLong(1);
            organization = r.getLong(2);
        }
        Map<String, List<Row>> rows = new java.util.LinkedHashMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            String sql = "select * from " + table.getKey() + " where "
                    + String.format(Locale.ROOT, table.getValue(), invoice, organization);
            rows.put(table.getKey(), read(c, sql));
            if (rows.get(table.getKey()).isEmpty()) {
                throw new IllegalStateException("an issued invoice leaves nothing in " + table.getKey());
            }
        }
        return rows;
    }

    private static List<Row> read(Connection c, String sql) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            ResultSetMetaData meta = r.getMetaData();
            while (r.next()) {
                List<String> columns = new ArrayList<>();
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    String column = meta.getColumnName(i).toLowerCase(Locale.ROOT);
                    Object value = meta.getColumnType(i) == java.sql.Types.CLOB ? r.getString(i) : r.getObject(i);
                    boolean numbered = meta.isAutoIncrement(i); // PostgreSQL numbers the events itself
                    if (value != null && !numbered && !column.equals("pos")) {
                        columns.add(column);
                        values.add(value);
                    }
                }
                rows.add(new Row(columns, values));
            }
        }
        return rows;
    }

    private void write(
            Map<String, List<Row>> sample,
            long organization,
            long end,
            Latencies latencies,
            Latencies.Recorder recorder)
            throws SQLException {
        try (Connection c = connect()) {
            long chain = only(c, "select id from fiscal_verifactu.chain where organization_id = " + organization);
            Map<String, PreparedStatement> inserts = new java.util.HashMap<>();
            for (Map.Entry<String, List<Row>> table : sample.entrySet()) {
                inserts.put(
                        table.getKey(),
                        c.prepareStatement(
                                insert(table.getKey(), table.getValue().get(0))));
            }
            List<PreparedStatement> counters = new ArrayList<>();
            for (String counter : COUNTERS) {
                counters.add(c.prepareStatement(counter));
            }
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                try {
                    one(sample, inserts, counters, organization, chain);
                    c.commit();
                    recorder.add(System.nanoTime() - start);
                } catch (SQLException e) {
                    c.rollback();
                    latencies.error(e.getNextException() == null ? e : e.getNextException());
                }
            }
        }
    }

    private static long only(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        }
    }

    private static String insert(String table, Row row) {
        return "insert into " + table + " (" + String.join(", ", row.columns) + ") values ("
                + row.columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    private void one(
            Map<String, List<Row>> sample,
            Map<String, PreparedStatement> inserts,
            List<PreparedStatement> counters,
            long organization,
            long chain)
            throws SQLException {
        long invoice = keys.incrementAndGet();
        for (Map.Entry<String, List<Row>> table : sample.entrySet()) {
            switch (table.getKey()) {
                case "billing.invoice" -> move(counters.get(0), organization);
                case "fiscal_verifactu.record" -> move(counters.get(1), organization);
                case "audit.entry" -> move(counters.get(2), organization);
                default -> {}
            }
            PreparedStatement insert = inserts.get(table.getKey());
            for (Row row : table.getValue()) {
                for (int i = 0; i < row.columns.size(); i++) {
                    insert.setObject(
                            i + 1,
                            value(
                                    table.getKey() + "." + row.columns.get(i),
                                    row.values.get(i),
                                    invoice,
                                    organization,
                                    chain));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** New keys, so that nothing collides with what is there; everything else as it was. */
    private Object value(String column, Object value, long invoice, long organization, long chain) {
        if (column.equals("billing.invoice.id")) {
            return invoice;
        }
        return switch (column.substring(column.lastIndexOf('.') + 1)) {
            case "organization_id" -> organization;
            case "invoice_id", "aggregate_id", "record_id" -> invoice;
            case "chain_id" -> chain;
            case "id", "ticket", "chain_position", "seq" -> keys.incrementAndGet();
            case "number" -> "Y-" + keys.incrementAndGet();
            default -> value;
        };
    }

    private static void move(PreparedStatement counter, long organization) throws SQLException {
        counter.setLong(1, organization);
        counter.executeUpdate();
    }

    /** The organisations that have issued invoices. */
    List<Long> organizations() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection c = connect();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select distinct organization_id from audit.head h where exists"
                        + " (select 1 from fiscal_verifactu.chain c where c.organization_id = h.organization_id)")) {
            while (r.next()) {
                ids.add(r.getLong(1));
            }
            c.rollback();
        }
        return ids;
    }

    /** Takes a Derby database out of this JVM, so that the server can open it again. */
    static void release(String url) {
        if (url.startsWith("jdbc:derby:")) {
            try {
                DriverManager.getConnection(url + ";shutdown=true");
            } catch (SQLException shutDown) {
                // Derby's way to say yes
            }
        }
    }
}
