package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.webhooks.internal.model.Attempt;
import io.rubro.platform.webhooks.internal.model.DeliveryState;
import io.rubro.platform.webhooks.internal.model.Endpoint.DisabledReason;
import io.rubro.platform.webhooks.internal.model.EventPattern;
import io.rubro.platform.webhooks.internal.service.DeliveryRows.Due;
import io.rubro.platform.webhooks.internal.service.DeliveryRows.Result;
import io.rubro.platform.webhooks.internal.service.EndpointRows.Leased;
import io.rubro.platform.webhooks.internal.service.WebhookMetrics.Outcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due to an endpoint of the organisation on the thread, the oldest first. Taking, sending and noting are steps
 * of their own, so that no transaction waits for a stranger: a node that dies in between leaves a delivery that is sent
 * again, with the same id. A lease lets one node at a time send to an endpoint.
 */
@Component(service = Sender.class)
public final class Sender {

    /** How long an exchange may take. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    /** For so long nothing has arrived: the endpoint is switched off. */
    static final Duration PATIENCE = Duration.ofDays(5);

    /** After so many failures in a row an endpoint is left alone for a little while. */
    static final int MANY_FAILURES = 3;

    static final Duration BREATHER = Duration.ofSeconds(30);

    /** More than a lookup and an exchange may take: a node that is only slow keeps its lease. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** Then others get their turn. */
    private static final int MOST_MESSAGES = 20;

    private static final int MAX_ANSWER = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Transactions transactions;
    private final EndpointRows endpoints;
    private final DeliveryRows deliveries;
    private final Destinations destinations;
    private final Audit audit;
    private final LiveUpdates live;
    private final EndpointNews news;
    private final WebhookMetrics metrics;
    private final Clock clock;
    private final PinnedHttp http;
    private final RetrySchedule schedule =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());

    /**
     * What is left of an endpoint's work.
     *
     * @param more whether something is due already
     * @param next when something will be; null if nothing will, or there is more
     */
    record Turn(boolean more, @Nullable Instant next) {

        static final Turn DONE = new Turn(false, null);
    }

    /** Called by the component runtime. */
    @Activate
    public Sender(
            @Reference Transactions transactions,
            @Reference EndpointRows endpoints,
            @Reference DeliveryRows deliveries,
            @Reference Destinations destinations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference EndpointNews news,
            @Reference WebhookMetrics metrics) {
        this(
                transactions,
                endpoints,
                deliveries,
                destinations,
                audit,
                live,
                news,
                metrics,
                Clock.systemUTC(),
                new PinnedHttp((SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT, Clock.systemUTC()));
    }

    Sender(
            Transactions transactions,
            EndpointRows endpoints,
            DeliveryRows deliveries,
            Destinations destinations,
            Audit audit,
            LiveUpdates live,
            EndpointNews news,
            WebhookMetrics metrics,
            Clock clock,
            PinnedHttp http) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.destinations = destinations;
        this.audit = audit;
        this.live = live;
        this.news = news;
        this.metrics = metrics;
        this.clock = clock;
        this.http = http;
    }

    /** Called by the component runtime. */
    @Deactivate
    public void close() {
        http.close();
    }

    /**
     * Sends what is due to an endpoint, as much as fits into a turn.
     *
     * @param goOn asked before each message
     */
    Turn turn(Id endpoint, BooleanSupplier goOn) {
        if (lease(endpoint).isEmpty()) {
            return new Turn(false, endpoints.pausedUntil(endpoint).orElse(null));
        }
        try {
            for (int i = 0; i < MOST_MESSAGES && goOn.getAsBoolean(); i++) {
                Optional<Due> due = deliveries.oldestDue(endpoint, clock.instant());
                if (due.isEmpty()) {
                    return new Turn(false, deliveries.nextAttempt(endpoint).orElse(null));
                }
                Optional<Leased> leased = lease(endpoint);
                if (leased.isEmpty()) {
                    return new Turn(false, endpoints.pausedUntil(endpoint).orElse(null));
                }
                send(leased.get(), due.get());
            }
            return new Turn(goOn.getAsBoolean(), null);
        } finally {
            endpoints.release(endpoint);
        }
    }

    private Optional<Leased> lease(Id endpoint) {
        return transactions.required(() -> endpoints.lease(endpoint, clock.instant(), LEASE));
    }

    private void send(Leased endpoint, Due due) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        try {
            Destination to = destinations.find(endpoint.url());
            Answer answer = http.post(to, headers(endpoint, due, at), due.body());
            long millis = millisSince(begun);
            note(endpoint, due, answer, new Attempt(at, millis, answer.status(), null, storable(answer.body())));
        } catch (ExchangeException e) {
            long millis = millisSince(begun);
            note(endpoint, due, null, new Attempt(at, millis, null, e.problem(), storable(e.getMessage())));
        }
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    /** Standard Webhooks: while a secret is replaced, a signature with each. */
    private static Map<String, String> headers(Leased endpoint, Due due, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        String message = due.event().toString();
        headers.put("webhook-id", message);
        headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
        headers.put(
                "webhook-signature",
                endpoint.secrets().stream()
                        .map(secret -> secret.sign(message, at, due.body()))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    /** @param answer null if there was none */
    private void note(Leased endpoint, Due due, @Nullable Answer answer, Attempt attempt) {
        Instant now = clock.instant();
        boolean delivered = answer != null && answer.delivered();
        Optional<Duration> pause = delivered ? Optional.empty() : pause(due, answer);
        DeliveryState state =
                delivered ? DeliveryState.DELIVERED : pause.isPresent() ? DeliveryState.PENDING : DeliveryState.FAILED;
        Result result = new Result(state, attempt, pause.map(now::plus).orElse(null));
        transactions.run(() -> {
            if (!deliveries.note(due, result)) {
                LOG.info("delivery {} was changed meanwhile: this attempt does not count", due.id());
                return;
            }
            if (delivered) {
                endpoints.delivered(endpoint.id(), now);
            } else {
                endpoints.failed(endpoint.id(), attempt.at(), breather(endpoint, answer, now));
                giveUpOn(endpoint, answer, now);
            }
            live.changed(Endpoints.CHANGE, endpoint.id(), Endpoints.READ);
        });
        metrics.attempt(
                delivered ? Outcome.DELIVERED : pause.isPresent() ? Outcome.RETRY : Outcome.FAILED,
                Duration.ofMillis(attempt.millis()));
    }

    private Optional<Duration> pause(Due due, @Nullable Answer answer) {
        if (due.type().equals(EventPattern.TEST) || (answer != null && answer.gone())) {
            return Optional.empty();
        }
        return schedule.pause(due.failures() + 1, answer == null ? null : answer.retryAfter());
    }

    /** Until when the whole endpoint is left alone: as it wishes, or because it does not seem to be there. */
    private static @Nullable Instant breather(Leased endpoint, @Nullable Answer answer, Instant now) {
        Duration wish = answer != null && answer.overloaded() ? answer.retryAfter() : null;
        if (wish != null) {
            return now.plus(RetrySchedule.bounded(wish));
        }
        return endpoint.failures() + 1 >= MANY_FAILURES ? now.plus(BREATHER) : null;
    }

    private void giveUpOn(Leased endpoint, @Nullable Answer answer, Instant now) {
        Instant since = endpoint.failingSince();
        DisabledReason reason;
        if (answer != null && answer.gone()) {
            reason = DisabledReason.GONE;
        } else if (since != null && !since.plus(PATIENCE).isAfter(now)) {
            reason = DisabledReason.FAILING;
        } else {
            return;
        }
        if (endpoints.disable(endpoint.id(), reason, now)) {
            LOG.info("endpoint {} is switched off: {}", endpoint.id(), reason);
            String host = URI.create(endpoint.url()).getHost();
            audit.record(
                    "webhooks.endpoint.switch-off",
                    "endpoint",
                    endpoint.id(),
                    Map.of("host", host, "reason", reason.name()));
            news.disabled(endpoint.id(), endpoint.url(), reason);
        }
    }

    /** The beginning of a text, without what a database or a screen cannot take. */
    private static @Nullable String storable(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").replaceAll("\\p{Cs}", "\uFFFD");
        int end = Math.min(clean.length(), MAX_ANSWER);
        boolean half = end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1));
        return clean.substring(0, half ? end - 1 : end);
    }
}
