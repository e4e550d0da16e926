package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.Caller;
import io.rubro.platform.webhooks.internal.service.Sender.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the endpoints of this node their turns, several at a time, each endpoint one after the other: as soon as something
 * is there for it, and when a pause ends that this node knows of. What it does not know of, the job finds.
 */
@Component(service = Dispatcher.class, configurationPid = "io.rubro.platform.webhooks")
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Longer pauses are left to the job. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int END_SECONDS = 25;
    private static final int MOST_THREADS = 100;

    private final Sender sender;
    private final DeliveryRows deliveries;
    private final Clock clock;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor looks = WebhookThreads.clock("dispatcher");
    private final Set<Id> woken = ConcurrentHashMap.newKeySet();

    /** The endpoints that have a turn, or wait for it; true if something has come for them meanwhile. */
    private final Map<Id, Boolean> turns = new ConcurrentHashMap<>();

    private volatile boolean ending;

    /** Called by the component runtime. */
    @Activate
    public Dispatcher(WebhooksConfig config, @Reference Sender sender, @Reference DeliveryRows deliveries) {
        this(config.parallel(), sender, deliveries, Clock.systemUTC());
    }

    Dispatcher(int parallel, Sender sender, DeliveryRows deliveries, Clock clock) {
        this.sender = sender;
        this.deliveries = deliveries;
        this.clock = clock;
        this.workers = WebhookThreads.pool("sender", Math.max(1, Math.min(parallel, MOST_THREADS)));
    }

    /** Something may be due for this organisation: looked into at once, on another thread. */
    public void wake(Id organization) {
        if (woken.add(organization)) {
            looks.execute(() -> {
                woken.remove(organization);
                look(organization);
            });
        }
    }

    /** Looks what is due for an organisation and has it sent, without waiting for that. */
    public void look(Id organization) {
        try {
            List<Id> due = in(organization, () -> deliveries.dueEndpoints(clock.instant()));
            due.forEach(endpoint -> line(organization, endpoint));
        } catch (RuntimeException e) {
            LOG.warn("what is due for organisation {} is not known: {}", organization, e.toString());
        }
    }

    private static <T> T in(Id organization, Callable<T> work) {
        return Caller.system("webhooks", organization).call(work);
    }

    private void line(Id organization, Id endpoint) {
        if (!ending && turns.merge(endpoint, false, (waits, again) -> true).equals(false)) {
            workers.execute(() -> turn(organization, endpoint));
        }
    }

    private void turn(Id organization, Id endpoint) {
        turns.replace(endpoint, false);
        @Nullable Turn turn = null;
        try {
            turn = in(organization, () -> sender.turn(endpoint, () -> !ending));
        } catch (RuntimeException e) {
            LOG.warn("the turn of endpoint {} broke off: {}", endpoint, e.toString());
        }
        if (turn == null) {
            turns.remove(endpoint); // the job comes back to it
            return;
        }
        // the endpoint stays in line if something has come meanwhile
        if (!ending && (turn.more() || !turns.remove(endpoint, Boolean.FALSE))) {
            workers.execute(() -> turn(organization, endpoint));
        }
        Instant next = turn.next();
        if (next != null) {
            Duration pause = Duration.between(clock.instant(), next);
            if (pause.compareTo(REMEMBERED) <= 0) {
                looks.schedule(() -> wake(organization), Math.max(0, pause.toMillis()) + 1, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Whether nothing is being sent and nothing waits for its turn. */
    boolean isIdle() throws InterruptedException, ExecutionException {
        return looks.submit(() -> woken.isEmpty() && turns.isEmpty()).get();
    }

    /** Called by the component runtime. Messages on their way get their answer noted. */
    @Deactivate
    public void close() throws InterruptedException {
        ending = true;
        looks.shutdown();
        workers.shutdown();
        if (!workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("messages are still on their way; they will be sent again");
        }
    }
}
