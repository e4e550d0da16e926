package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.metrics.Metrics;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryDetail;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.EndpointDraft;
import io.rubro.platform.webhooks.internal.model.IssuedEndpoint;
import io.rubro.platform.webhooks.internal.model.Standing;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Webhooks on a real database and real connections, with a clock that is set by hand and records of what was told. */
final class Hooks implements AutoCloseable {

    static final Id SHOP = new Id(1);
    static final Id OTHER = new Id(2);

    private static final long PATIENCE_SECONDS = 60;

    final TestPlatform platform;
    final List<String> trail = new CopyOnWriteArrayList<>();
    final List<Notification> notifications = new CopyOnWriteArrayList<>();
    final RecordedLive live = new RecordedLive();
    final SetClock clock = new SetClock();
    final Map<String, Long> counts = new ConcurrentHashMap<>();

    /** What the operator allows, from the next start on. */
    String[] networks = {"127.0.0.0/8"};

    EndpointRows endpointRows;
    DeliveryRows deliveryRows;
    Destinations destinations;
    Dispatcher dispatcher;
    Sender sender;
    Endpoints endpoints;
    DeliveryLog log;
    EventIntake intake;

    /** A clock that stands still until it is told to go on. */
    static final class SetClock extends Clock {
        private volatile Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    Hooks(TestDatabase database) {
        platform = database.start();
        platform.migrate("webhooks", "db/changelog.xml");
        begin();
    }

    private void begin() {
        endpointRows = new EndpointRows(platform.sql(), platform.schema("webhooks"));
        deliveryRows = new DeliveryRows(platform.sql(), platform.schema("webhooks"));
        destinations = new Destinations(InetAddress::getAllByName, true, networks);
        Audit audit = (action, type, id, details) -> trail.add(action + " " + id + " " + details);
        EndpointNews news = new EndpointNews();
        news.bindNotifications(notifications::add);
        WebhookMetrics metrics = new WebhookMetrics();
        metrics.bind(new Counted());
        sender = new Sender(
                platform.transactions(),
                endpointRows,
                deliveryRows,
                destinations,
                audit,
                live,
                news,
                metrics,
                clock,
                new PinnedHttp((SSLSocketFactory) SSLSocketFactory.getDefault(), Sender.LIMIT, clock));
        dispatcher = new Dispatcher(4, sender, deliveryRows, clock);
        endpoints = new Endpoints(
                platform.transactions(), endpointRows, deliveryRows, destinations, dispatcher, audit, live, clock);
        log = new DeliveryLog(platform.transactions(), endpointRows, deliveryRows, dispatcher, audit, live, clock);
        intake = new EventIntake(platform.transactions(), endpointRows, deliveryRows, dispatcher, metrics, clock);
    }

    private void end() {
        try {
            dispatcher.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        sender.close();
        destinations.close();
    }

    /** What a restart of the server is: everything anew on the same database. */
    void restart() {
        end();
        begin();
    }

    <T> T in(Id organization, Callable<T> work) {
        return Tenant.call(organization, work);
    }

    <T> T in(Callable<T> work) {
        return in(SHOP, work);
    }

    IssuedEndpoint register(Id organization, String url, String... types) {
        return in(organization, () -> endpoints.create(new EndpointDraft(url, null, List.of(types), null)));
    }

    IssuedEndpoint register(String url, String... types) {
        return register(SHOP, url, types);
    }

    /** An event as the journal delivers it: for its organisation, in a transaction. */
    Id happens(Id organization, String type, String json) {
        Happening event = new Happening(Id.next(), type, organization, clock.instant(), json);
        deliver(event);
        return event.id();
    }

    void deliver(Happening event) {
        Tenant.run(event.organization(), () -> platform.transactions().run(() -> intake.on(event)));
    }

    Id happens(String type) {
        return happens(SHOP, type, "{\"number\":\"F-1\"}");
    }

    /** Waits until all that is due has been tried. */
    void settle() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!dispatcher.isIdle()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("it does not come to rest");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets time pass, and the job look. */
    void after(Duration pause) {
        settle();
        clock.advance(pause);
        dispatcher.look(SHOP);
        dispatcher.look(OTHER);
        settle();
    }

    List<Delivery> deliveries(Endpoint endpoint) {
        return in(() ->
                log.list(endpoint.id(), null, new PageRequest(200, null, null)).items());
    }

    DeliveryDetail only(Endpoint endpoint) {
        List<Delivery> all = deliveries(endpoint);
        if (all.size() != 1) {
            throw new AssertionError("not one delivery: " + all);
        }
        return in(() -> log.get(all.get(0).id()));
    }

    Endpoint now(Endpoint endpoint) {
        return in(() -> endpoints.get(endpoint.id()));
    }

    Standing standing(Endpoint endpoint) {
        return in(() -> endpoints.standings()).stream()
                .filter(standing -> standing.endpoint().equals(endpoint.id()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        end();
        platform.close();
    }

    /** Counters by their name and labels. */
    private final class Counted implements Metrics {
        @Override
        public void count(String name, long delta, String... labels) {
            counts.merge(name + " " + String.join(" ", labels), delta, Long::sum);
        }

        @Override
        public void time(String name, Duration duration, String... labels) {
            count(name, 1, labels);
        }

        @Override
        public AutoCloseable gauge(String name, Supplier<? extends Number> value, String... labels) {
            return () -> {};
        }
    }

    /** An event as the journal has it. */
    record Happening(Id id, String type, Id organization, Instant at, String json) implements JournalEvent {

        @Override
        public long position() {
            return 1;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Id aggregate() {
            return new Id(4711);
        }

        @Override
        public <T> T payload(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
