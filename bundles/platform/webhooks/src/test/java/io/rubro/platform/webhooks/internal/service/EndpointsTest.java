package io.rubro.platform.webhooks.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryState;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.EndpointDraft;
import io.rubro.platform.webhooks.internal.model.IssuedEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints and the log, as people work with them. */
class EndpointsTest {

    private static final IfMatch ANY = new IfMatch(-1);

    private Hooks hooks;
    private Receiver receiver;

    private void start(TestDatabase database) {
        hooks = new Hooks(database);
        receiver = new Receiver(hooks.clock);
    }

    @AfterEach
    void stop() {
        receiver.close();
        hooks.close();
    }

    private static void refuses(int status, String code, Callable<?> work) {
        assertThatThrownBy(work::call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            String said = e.errors().isEmpty() ? e.code() : e.errors().get(0).code();
            assertThat(said).isEqualTo(code);
        });
    }

    private EndpointDraft draft(String description, String... types) {
        return new EndpointDraft(receiver.url(), description, List.of(types), null);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_endpoint_is_made_changed_and_removed(TestDatabase database) {
        start(database);
        IssuedEndpoint made = hooks.in(() -> hooks.endpoints.create(draft("  Gestoría ", "crm.*", "crm.*", "*")));
        Endpoint endpoint = made.endpoint();
        assertThat(endpoint.description()).isEqualTo("Gestoría");
        assertThat(endpoint.types()).containsExactly("crm.*", "*");
        assertThat(endpoint.enabled()).isTrue();
        assertThat(hooks.in(() -> hooks.endpoints.list())).containsExactly(endpoint);
        Endpoint changed = hooks.in(
                () -> hooks.endpoints.update(endpoint.id(), new IfMatch(1), draft(null, "billing.invoice.issued")));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(hooks.now(endpoint)).isEqualTo(changed);
        refuses(
                412,
                "rest.stale-version",
                () -> hooks.in(() -> hooks.endpoints.update(endpoint.id(), new IfMatch(1), draft(null, "*"))));
        refuses(
                428,
                "rest.if-match-required",
                () -> hooks.in(() -> hooks.endpoints.update(endpoint.id(), null, draft(null, "*"))));
        refuses(412, "rest.stale-version", () -> hooks.in(() -> hooks.endpoints.rotate(endpoint.id(), new IfMatch(1))));
        hooks.happens("billing.invoice.issued");
        hooks.settle();
        hooks.in(() -> {
            hooks.endpoints.delete(endpoint.id(), new IfMatch(2));
            return true;
        });
        assertThat(hooks.in(() -> hooks.endpoints.list())).isEmpty();
        refuses(404, "webhooks.endpoint.not-found", () -> hooks.in(() -> hooks.endpoints.get(endpoint.id())));
        for (String table : List.of("delivery", "attempt")) {
            assertThat(hooks.in(() -> hooks.platform
                            .sql()
                            .query(
                                    "select id from webhooks." + table + " where organization_id = {org}",
                                    r -> r.getLong(1))))
                    .as(table)
                    .isEmpty();
        }
        assertThat(hooks.trail)
                .extracting(entry -> entry.substring(0, entry.indexOf(' ')))
                .containsExactly("webhooks.endpoint.create", "webhooks.endpoint.update", "webhooks.endpoint.delete");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_organisation_has_twenty_at_most(TestDatabase database) {
        start(database);
        for (int i = 0; i < 20; i++) {
            hooks.register(receiver.url(), "*");
        }
        refuses(409, "webhooks.endpoint.too-many", () -> hooks.register(receiver.url(), "*"));
        hooks.register(Hooks.OTHER, receiver.url(), "*");
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "DERBY")
    void what_is_wrong_is_said_at_its_field(TestDatabase database) {
        start(database);
        refuses(422, "webhooks.types.malformed", () -> hooks.register(receiver.url(), "*", "Factura"));
        refuses(422, "webhooks.url.not-secure", () -> hooks.register("ftp://example.com/", "*"));
        refuses(
                422,
                "webhooks.description.control-character",
                () -> hooks.in(() -> hooks.endpoints.create(draft("a\tb", "*"))));
        Endpoint off = hooks.in(
                        () -> hooks.endpoints.create(new EndpointDraft(receiver.url(), null, List.of("*"), false)))
                .endpoint();
        refuses(409, "webhooks.endpoint.disabled", () -> hooks.in(() -> hooks.log.test(off.id())));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_reaches_what_belongs_to_another_organisation(TestDatabase database) {
        start(database);
        IssuedEndpoint mine = hooks.register(receiver.url(), "*");
        receiver.knows(mine.secret());
        hooks.happens("crm.contact.created");
        hooks.settle();
        Id endpoint = mine.endpoint().id();
        Id delivery = hooks.only(mine.endpoint()).delivery().id();
        assertThat(hooks.in(Hooks.OTHER, () -> hooks.endpoints.list())).isEmpty();
        assertThat(hooks.in(Hooks.OTHER, () -> hooks.endpoints.standings())).isEmpty();
        for (Callable<?> attack : List.<Callable<?>>of(
                () -> hooks.endpoints.get(endpoint),
                () -> hooks.endpoints.update(endpoint, ANY, draft(null, "*")),
                () -> hooks.endpoints.rotate(endpoint, ANY),
                () -> {
                    hooks.endpoints.delete(endpoint, ANY);
                    return true;
                },
                () -> hooks.log.list(endpoint, null, new PageRequest()),
                () -> hooks.log.test(endpoint),
                () -> hooks.log.replayFailed(endpoint, hooks.clock.instant()))) {
            refuses(404, "webhooks.endpoint.not-found", () -> hooks.in(Hooks.OTHER, attack));
        }
        refuses(404, "webhooks.delivery.not-found", () -> hooks.in(Hooks.OTHER, () -> hooks.log.get(delivery)));
        refuses(404, "webhooks.delivery.not-found", () -> hooks.in(Hooks.OTHER, () -> hooks.log.replay(delivery)));
        assertThat(hooks.now(mine.endpoint())).isEqualTo(mine.endpoint());
        assertThat(receiver.messages).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_secret_is_in_nothing_but_the_answer_it_was_made_for(TestDatabase database) {
        start(database);
        IssuedEndpoint made = hooks.register(receiver.url(), "*");
        receiver.knows(made.secret());
        IssuedEndpoint renewed =
                hooks.in(() -> hooks.endpoints.rotate(made.endpoint().id(), ANY));
        hooks.happens("crm.contact.created");
        hooks.settle();
        List<String> seen = new ArrayList<>(hooks.trail);
        hooks.live.updates().forEach(update -> seen.add(update.toString()));
        seen.add(hooks.in(() -> hooks.endpoints.list()).toString());
        seen.add(hooks.only(made.endpoint()).toString());
        seen.add(made.toString());
        seen.add(renewed.toString());
        seen.add(hooks.in(() -> hooks.endpointRows.lease(made.endpoint().id(), hooks.clock.instant(), Duration.ZERO))
                .toString());
        for (String secret : List.of(made.secret(), renewed.secret())) {
            String key = secret.substring("whsec_".length());
            assertThat(seen).noneMatch(text -> text.contains(key));
        }
        assertThat(seen).noneMatch(text -> text.contains("whsec_"));
        // nor do the trail and the news tell a token that may be in the address
        assertThat(hooks.trail).noneMatch(text -> text.contains("from=rubro"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_log_comes_in_pages_and_by_state(TestDatabase database) {
        start(database);
        IssuedEndpoint made = hooks.register(receiver.url(), "*");
        receiver.knows(made.secret());
        receiver.answers(Receiver.Reply.of(500));
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(0, hooks.happens("crm.contact.created").toString());
            hooks.settle();
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Page<Delivery> page =
                    hooks.in(() -> hooks.log.list(made.endpoint().id(), null, new PageRequest(2, null, from)));
            page.items().forEach(delivery -> seen.add(delivery.event().toString()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).isEqualTo(events);
        assertThat(hooks.in(() -> hooks.log.list(
                                made.endpoint().id(), DeliveryState.PENDING, new PageRequest(200, null, null)))
                        .items())
                .extracting(delivery -> delivery.event().toString())
                .containsExactly(events.get(4));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_event_is_taken_once_and_only_with_the_transaction_that_says_so(TestDatabase database) {
        start(database);
        IssuedEndpoint made = hooks.register(receiver.url(), "*");
        receiver.knows(made.secret());
        Hooks.Happening event =
                new Hooks.Happening(Id.next(), "crm.contact.created", Hooks.SHOP, hooks.clock.instant(), "{}");
        assertThatThrownBy(() -> hooks.in(() -> hooks.platform.transactions().required(() -> {
                    hooks.intake.on(event);
                    throw new IllegalStateException("killed");
                })))
                .hasMessage("killed");
        hooks.settle();
        assertThat(hooks.deliveries(made.endpoint())).isEmpty();
        hooks.deliver(event);
        assertThatThrownBy(() -> hooks.deliver(event)).isInstanceOf(DataAccessException.class);
        hooks.settle();
        assertThat(receiver.messages).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_log_is_forgotten_after_thirty_days(TestDatabase database) {
        start(database);
        IssuedEndpoint made = hooks.register(receiver.url(), "*");
        receiver.knows(made.secret());
        hooks.in(() -> hooks.endpoints.rotate(made.endpoint().id(), ANY));
        hooks.happens("crm.old");
        hooks.settle();
        hooks.clock.advance(Duration.ofDays(29));
        RetentionJob job = new RetentionJob(
                hooks.platform.transactions(), hooks.endpointRows, hooks.deliveryRows, new Two(), hooks.clock);
        job.run();
        assertThat(hooks.deliveries(made.endpoint())).hasSize(1);
        assertThat(hooks.now(made.endpoint()).oldSecretUntil()).isNull();
        hooks.clock.advance(Duration.ofDays(1).plusSeconds(1));
        job.run();
        assertThat(hooks.deliveries(made.endpoint())).isEmpty();
    }

    private static final class Two implements Organizations {
        @Override
        public Organization current() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Id> all() {
            return List.of(Hooks.SHOP, Hooks.OTHER);
        }
    }
}
