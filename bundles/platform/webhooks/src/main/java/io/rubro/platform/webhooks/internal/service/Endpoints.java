package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.EndpointDraft;
import io.rubro.platform.webhooks.internal.model.EventPattern;
import io.rubro.platform.webhooks.internal.model.IssuedEndpoint;
import io.rubro.platform.webhooks.internal.model.Standing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The endpoints of the organisation on the thread. The audit trail names their hosts, for a URL may hold a token. */
@Component(service = Endpoints.class)
public final class Endpoints {

    /** Lets a caller see endpoints and what was sent to them. */
    public static final String READ = "webhooks.endpoint.read";

    /** Lets a caller decide about endpoints, and have things sent again. */
    public static final String MANAGE = "webhooks.endpoint.manage";

    /** The type of live updates: of an endpoint, or of what is on the way to it. */
    public static final String CHANGE = "webhooks.endpoint";

    /** How long messages are signed with the secret before, too. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String RECORD = "endpoint";

    private final Transactions transactions;
    private final EndpointRows rows;
    private final DeliveryRows deliveries;
    private final Destinations destinations;
    private final Dispatcher dispatcher;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Endpoints(
            @Reference Transactions transactions,
            @Reference EndpointRows rows,
            @Reference DeliveryRows deliveries,
            @Reference Destinations destinations,
            @Reference Dispatcher dispatcher,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this(transactions, rows, deliveries, destinations, dispatcher, audit, live, Clock.systemUTC());
    }

    Endpoints(
            Transactions transactions,
            EndpointRows rows,
            DeliveryRows deliveries,
            Destinations destinations,
            Dispatcher dispatcher,
            Audit audit,
            LiveUpdates live,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.deliveries = deliveries;
        this.destinations = destinations;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** All of them, the oldest first. */
    public List<Endpoint> list() {
        return rows.all();
    }

    /** How each fares. */
    public List<Standing> standings() {
        return rows.standings();
    }

    /** @throws ProblemException 404 if the organisation has none with this id */
    public Endpoint get(Id id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("webhooks.endpoint.not-found", id));
    }

    /**
     * Registers an endpoint.
     *
     * @return with its secret, which is never shown again
     * @throws ProblemException 422 if a field breaks a rule, 409 if there are enough already
     */
    public IssuedEndpoint create(EndpointDraft draft) {
        URI url = destinations.check(draft.url());
        List<String> types = types(draft.types());
        String description = description(draft.description());
        Instant now = now();
        boolean enabled = !Boolean.FALSE.equals(draft.enabled());
        Endpoint endpoint = new Endpoint(
                Id.next(), url.toString(), description, types, enabled, null, enabled ? null : now, now, null, now, 1);
        SigningSecret secret = SigningSecret.random();
        return transactions.required(() -> {
            if (rows.all().size() >= Endpoint.MAX_PER_ORGANIZATION) {
                throw ProblemException.conflict(
                        "webhooks.endpoint.too-many", Map.of("max", Endpoint.MAX_PER_ORGANIZATION));
            }
            rows.insert(endpoint, secret);
            changed("webhooks.endpoint.create", endpoint);
            return new IssuedEndpoint(endpoint, secret.text());
        });
    }

    /**
     * Replaces what an endpoint is. One that is enabled again hears of what happens from then on; what was waiting for it
     * goes out.
     *
     * @throws ProblemException as {@link #create}; 404, 412, 428
     */
    public Endpoint update(Id id, @Nullable IfMatch seen, EndpointDraft draft) {
        IfMatch.require(seen, get(id).version());
        URI url = destinations.check(draft.url());
        List<String> types = types(draft.types());
        String description = description(draft.description());
        Endpoint updated = transactions.required(() -> {
            Endpoint old = get(id);
            IfMatch.require(seen, old.version());
            boolean enabled = draft.enabled() == null ? old.enabled() : draft.enabled();
            boolean awakes = enabled && !old.enabled();
            Instant now = now();
            Endpoint endpoint = new Endpoint(
                    id,
                    url.toString(),
                    description,
                    types,
                    enabled,
                    enabled ? null : old.disabledReason(),
                    enabled ? null : old.disabledAt() == null ? now : old.disabledAt(),
                    awakes ? now : old.activeSince(),
                    old.oldSecretUntil(),
                    old.created(),
                    old.version() + 1);
            if (!rows.update(endpoint, awakes || !endpoint.url().equals(old.url()))) {
                throw ProblemException.staleVersion();
            }
            changed("webhooks.endpoint.update", endpoint);
            return endpoint;
        });
        dispatcher.wake(Tenant.current());
        return updated;
    }

    /**
     * Makes a new secret. For a day messages are signed with the one before, too.
     *
     * @throws ProblemException 404, 412, 428
     */
    public IssuedEndpoint rotate(Id id, @Nullable IfMatch seen) {
        SigningSecret secret = SigningSecret.random();
        return transactions.required(() -> {
            Endpoint old = get(id);
            IfMatch.require(seen, old.version());
            if (!rows.rotate(id, old.version(), secret, now().plus(OVERLAP))) {
                throw ProblemException.staleVersion();
            }
            Endpoint endpoint = get(id);
            changed("webhooks.endpoint.rotate", endpoint);
            return new IssuedEndpoint(endpoint, secret.text());
        });
    }

    /**
     * Removes an endpoint with its log.
     *
     * @throws ProblemException 404, 412, 428
     */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            Endpoint old = get(id);
            IfMatch.require(seen, old.version());
            deliveries.deleteOf(id); // before the endpoint: see the order of locks in EndpointRows
            rows.delete(id);
            changed("webhooks.endpoint.delete", old);
        });
    }

    private void changed(String action, Endpoint endpoint) {
        audit.record(
                action,
                RECORD,
                endpoint.id(),
                Map.of(
                        "host",
                        URI.create(endpoint.url()).getHost(),
                        "types",
                        endpoint.types(),
                        "enabled",
                        endpoint.enabled()));
        live.changed(CHANGE, endpoint.id(), READ);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS); // as every database keeps it
    }

    private static List<String> types(List<String> given) {
        List<ProblemException.FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (!EventPattern.isValid(given.get(i))) {
                wrong.add(new ProblemException.FieldError(
                        "types[" + i + "]", "webhooks.types.malformed", Map.of("type", given.get(i))));
            }
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return given.stream().distinct().toList();
    }

    private static @Nullable String description(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("description", "webhooks.description.control-character");
        }
        return given.strip();
    }
}
