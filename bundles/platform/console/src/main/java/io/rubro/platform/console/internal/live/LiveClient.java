package io.rubro.platform.console.internal.live;

import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * One open screen. Written without blocking: what the connection does not take now waits in a bounded queue, where a
 * later update replaces an earlier one of the same key. A screen that falls so far behind that the queue is full is told
 * to fetch everything again.
 */
final class LiveClient implements WriteListener {

    private static final int QUEUE = 256;
    private static final String HEARTBEAT_KEY = "";
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RESET = LiveUpdate.frame("reset", "{}");

    /** How many heartbeats may find the one before unsent: then nobody is listening. */
    private static final int PATIENCE = 4;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final @Nullable String authorization;
    private final Consumer<LiveClient> gone;
    private final Map<String, byte[]> queue = new LinkedHashMap<>();
    private volatile Caller caller;
    private boolean begun;
    private boolean flushing;
    private boolean closed;
    private int missed;

    LiveClient(
            AsyncContext context,
            ServletOutputStream out,
            @Nullable String authorization,
            Caller caller,
            Consumer<LiveClient> gone) {
        this.context = context;
        this.out = out;
        this.authorization = authorization;
        this.caller = caller;
        this.gone = gone;
    }

    /** What it showed to get in, and has to hold good as long as it stays. */
    @Nullable
    String authorization() {
        return authorization;
    }

    void caller(Caller current) {
        caller = current;
    }

    void offer(LiveUpdate update) {
        if (update.isFor(caller)) {
            put(update.key(), update.frame());
        }
    }

    /** Keeps the connection open; gives up if it takes nothing any more. */
    void heartbeat() {
        boolean dead;
        synchronized (this) {
            missed = queue.isEmpty() && !flushing ? 0 : missed + 1;
            dead = missed >= PATIENCE;
        }
        if (dead) {
            close();
        } else {
            put(HEARTBEAT_KEY, HEARTBEAT);
        }
    }

    private void put(String key, byte[] frame) {
        try {
            synchronized (this) {
                if (closed) {
                    return;
                }
                queue.remove(key);
                if (queue.size() >= QUEUE) {
                    queue.clear();
                    queue.put("reset", RESET);
                } else {
                    queue.put(key, frame);
                }
                if (begun) {
                    pump();
                }
            }
        } catch (IOException | IllegalStateException broken) {
            close();
        }
    }

    /** Called by the container when the connection takes bytes: first at the beginning, then whenever it did not. */
    @Override
    public void onWritePossible() throws IOException {
        synchronized (this) {
            begun = true;
            if (!closed) {
                pump();
            }
        }
    }

    private void pump() throws IOException {
        while ((flushing || !queue.isEmpty()) && out.isReady()) {
            if (queue.isEmpty()) {
                flushing = false;
                out.flush();
            } else {
                Map.Entry<String, byte[]> next = queue.entrySet().iterator().next();
                queue.remove(next.getKey());
                flushing = true;
                out.write(next.getValue());
            }
        }
    }

    @Override
    public void onError(Throwable broken) {
        close();
    }

    /** Ends the answer. Whoever still listens connects again. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
        }
        gone.accept(this);
        try {
            context.complete();
        } catch (IllegalStateException alreadyOver) {
            // the container has ended it itself
        }
    }
}
