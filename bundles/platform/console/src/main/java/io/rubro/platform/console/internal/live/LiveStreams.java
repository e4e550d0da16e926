package io.rubro.platform.console.internal.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Authenticator;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The screens that listen, as server-sent events. Each heartbeat shows the credentials again: a token that has expired,
 * a session that was ended and a permission that was taken away end or narrow the stream within seconds.
 */
@Component(service = {LiveUpdates.class, LiveStreams.class})
public final class LiveStreams implements LiveUpdates {

    /** How many screens may listen to one node. */
    static final int MOST_CLIENTS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z.]{0,39}");
    private static final int HEARTBEAT_SECONDS = 15;
    private static final int SETTLING_MILLIS = 150;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule("live")
                    .addSerializer(Id.class, new AsText<>(Id::toString))
                    .addSerializer(Instant.class, new AsText<>(Instant::toString))
                    .addSerializer(BigDecimal.class, new AsText<>(BigDecimal::toPlainString)))
            .build();

    private final Transactions transactions;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean modulesAnnounced = new AtomicBoolean();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "console-live");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Authenticator authenticator;

    private static final class AsText<T> extends JsonSerializer<T> {
        private final Function<T, String> text;

        AsText(Function<T, String> text) {
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    @Activate
    public LiveStreams(@Reference Transactions transactions) {
        this.transactions = transactions;
        clock.scheduleWithFixedDelay(this::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setAuthenticator(Authenticator service) {
        authenticator = service;
    }

    public void unsetAuthenticator(Authenticator service) {
        if (authenticator == service) {
            authenticator = null;
        }
    }

    @Deactivate
    public void close() {
        clock.shutdownNow();
        clients.forEach(LiveClient::close);
    }

    @Override
    public void publish(String topic, @Nullable String permission, Map<String, ?> data) {
        send(Tenant.current(), topic, permission, data);
    }

    @Override
    public void publishToAll(String topic, @Nullable String permission, Map<String, ?> data) {
        send(null, topic, permission, data);
    }

    private void send(@Nullable Id organization, String topic, @Nullable String permission, Map<String, ?> data) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("not a topic: " + topic);
        }
        if (clients.isEmpty()) {
            return; // nothing that goes on without an open screen pays for it
        }
        LiveUpdate update = LiveUpdate.of(organization, permission, topic, data, json(topic, data));
        if (transactions.active()) {
            transactions.afterCompletion(committed -> {
                if (committed) {
                    deliver(update);
                }
            });
        } else {
            deliver(update);
        }
    }

    private static String json(String topic, Map<String, ?> data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + topic, e);
        }
    }

    private void deliver(LiveUpdate update) {
        clients.forEach(client -> client.offer(update));
    }

    /** Tells everybody that modules came or went, once for all that do so at the same time. */
    public void modulesChanged() {
        if (modulesAnnounced.compareAndSet(false, true)) {
            try {
                clock.schedule(
                        () -> {
                            modulesAnnounced.set(false);
                            publishToAll("modules", null, Map.of());
                        },
                        SETTLING_MILLIS,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                LOG.debug("no more updates: the console is stopping");
            }
        }
    }

    /**
     * Answers a request with a stream of updates.
     *
     * @throws ProblemException 401 without valid credentials, 503 if too many listen or nobody can check credentials
     */
    public void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable String authorization = request.getHeader("Authorization");
        Caller caller =
                identify(authorization).orElseThrow(() -> ProblemException.of(401, "rest.unauthenticated", Map.of()));
        if (clients.size() >= MOST_CLIENTS) {
            throw ProblemException.of(503, "rest.unavailable", Map.of());
        }
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0);
        LiveClient client = new LiveClient(context, response.getOutputStream(), authorization, caller, clients::remove);
        context.addListener(new LiveEnd(client));
        clients.add(client);
        client.heartbeat(); // the first bytes: the screen knows that it is heard
        response.getOutputStream().setWriteListener(client);
    }

    /** How many screens listen. */
    public int listening() {
        return clients.size();
    }

    private Optional<Caller> identify(@Nullable String authorization) {
        @Nullable Authenticator current = authenticator;
        if (current == null) {
            throw ProblemException.of(503, "rest.starting", Map.of());
        }
        return current.authenticate(authorization, null, Caller.DEFAULT_LOCALE);
    }

    void heartbeat() {
        for (LiveClient client : clients) {
            try {
                beat(client);
            } catch (RuntimeException e) {
                LOG.warn("a listener could not be checked", e);
            }
        }
    }

    /** Checks one listener again and keeps its connection open. */
    void beat(LiveClient client) {
        try {
            identify(client.authorization()).ifPresentOrElse(client::caller, client::close);
        } catch (ProblemException refused) {
            if (refused.status() == 401) {
                client.close();
                return;
            }
            LOG.debug("credentials cannot be checked now", refused);
        }
        client.heartbeat();
    }
}
