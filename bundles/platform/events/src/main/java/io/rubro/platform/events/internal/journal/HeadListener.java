package io.rubro.platform.events.internal.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from other nodes, through the database, that they have sequenced events. */
final class HeadListener {

    private static final Logger LOG = LoggerFactory.getLogger(HeadListener.class);
    private static final int WAIT_MILLIS = 500;

    private final LocalConnections connections;
    private final LongConsumer onHead;
    private final Thread thread = JournalThreads.thread("listener", this::run);
    private volatile boolean ended;

    HeadListener(LocalConnections connections, LongConsumer onHead) {
        this.connections = connections;
        this.onHead = onHead;
    }

    void start() {
        thread.start();
    }

    private void run() {
        String complaint = "";
        while (!ended) {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                if (!complaint.equals(e.toString())) {
                    complaint = e.toString();
                    LOG.warn("other nodes are not heard, polling instead", e);
                }
                try {
                    TimeUnit.SECONDS.sleep(1);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void listen() throws SQLException {
        Connection connection = connections.open();
        try {
            PGConnection notifying = connection.unwrap(PGConnection.class);
            execute(connection, "listen rubro_events");
            while (!ended) {
                PGNotification @Nullable [] heard = notifying.getNotifications(WAIT_MILLIS);
                if (heard != null && heard.length > 0) {
                    onHead.accept(Long.parseLong(heard[heard.length - 1].getParameter()));
                }
            }
            execute(connection, "unlisten *");
        } finally {
            LocalConnections.release(connection);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
        connection.commit();
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
