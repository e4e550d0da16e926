package io.rubro.platform.console.internal.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.platform.console.internal.assets.TestConsole;
import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredNotificationsTest {

    private static final Id SHOP = TestConsole.SHOP;
    private static final Id OTHER = TestConsole.OTHER;

    private TestPlatform platform;
    private LiveStreams live;
    private StoredNotifications notifications;
    private boolean moduleIsThere = true;
    private final Caller owner = TestConsole.caller(SHOP, "*");
    private final Caller viewer = TestConsole.caller(SHOP, "crm.contact.read");

    private final Organizations organizations = new Organizations() {
        @Override
        public Organization current() {
            return new Organization(
                    Tenant.current(), "Uno", "Uno SL", null, "ES", "EUR", "Europe/Madrid", "es-ES", null, 1);
        }

        @Override
        public List<Id> all() {
            return List.of(SHOP, OTHER);
        }
    };

    private void start(TestDatabase database) {
        platform = database.start();
        platform.migrate("console", "db/changelog.xml");
        live = new LiveStreams(platform.transactions());
        Messages messages = (locale, code, args) ->
                moduleIsThere ? Optional.of(locale.getLanguage() + " " + code + " " + args) : Optional.empty();
        notifications = new StoredNotifications(
                platform.sql(), platform.transactions(), messages, organizations, live, platform.schema("console"));
    }

    @AfterEach
    void stop() {
        live.close();
        platform.close();
    }

    private void send(String code, String permission) {
        Tenant.run(
                SHOP,
                () -> notifications.send(
                        new Notification(Severity.WARNING, code, Map.of("total", 12.5), permission, "held")));
    }

    private List<NotificationView> list(Caller reader) {
        return reader.call(() -> notifications.list(reader, reader.id(), null, 50));
    }

    private int unseen(Caller reader) {
        return reader.call(() -> notifications.unseen(reader, reader.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_reader_gets_what_he_may_see_of_his_organisation_in_his_language(TestDatabase database) {
        start(database);
        send("billing.invoice.overdue", "billing.invoice.read");
        send("crm.contact.merged", "crm.contact.read");
        send("jobs.failing", "platform.jobs.read");

        assertThat(list(viewer)).singleElement().satisfies(seen -> {
            assertThat(seen.module()).isEqualTo("crm");
            assertThat(seen.severity()).isEqualTo("warning");
            assertThat(seen.text()).isEqualTo("en crm.contact.merged {total=12.5}");
            assertThat(seen.path()).isEqualTo("held");
            assertThat(seen.seen()).isFalse();
        });
        assertThat(list(owner)).extracting(NotificationView::module).containsExactly("crm", "billing");
        assertThat(list(TestConsole.caller(OTHER, "*"))).isEmpty();
        assertThat(list(TestConsole.caller(SHOP))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_meant_for_one_nobody_else_sees_nor_counts(TestDatabase database) {
        start(database);
        Caller other = new Caller(owner.kind(), Id.next(), "other", SHOP, owner.permissions(), owner.locale());
        Tenant.run(
                SHOP,
                () -> notifications.send(new Notification(
                        Severity.INFO, "crm.task.due", Map.of(), "crm.contact.read", null, other.id())));

        assertThat(list(other)).hasSize(1);
        assertThat(unseen(other)).isEqualTo(1);
        assertThat(list(owner)).isEmpty();
        assertThat(unseen(owner)).isZero();
        Caller without = new Caller(other.kind(), other.id(), "other", SHOP, java.util.Set.of(), other.locale());
        assertThat(list(without)).as("it does not replace the permission").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_text_outlives_its_module(TestDatabase database) {
        start(database);
        send("notes.note.lost", "notes.note.read");

        moduleIsThere = false;

        assertThat(list(owner)).extracting(NotificationView::text).containsExactly("es notes.note.lost {total=12.5}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void each_reader_has_his_own_mark(TestDatabase database) {
        start(database);
        send("crm.a.first", "crm.contact.read");
        send("crm.a.second", "crm.contact.read");
        send("crm.a.third", "crm.contact.read");
        List<NotificationView> all = list(owner);
        Id second = all.get(1).id();

        owner.<Void>call(() -> {
            notifications.markSeen(owner.id(), second);
            notifications.markSeen(owner.id(), all.get(2).id()); // older: changes nothing
            return null;
        });

        assertThat(unseen(owner)).isEqualTo(1);
        assertThat(unseen(viewer)).isEqualTo(3);
        assertThat(list(owner)).extracting(NotificationView::seen).containsExactly(false, true, true);
        assertThat(owner.call(() -> notifications.list(owner, owner.id(), second, 50)))
                .extracting(NotificationView::text)
                .singleElement()
                .asString()
                .contains("first");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> Tenant.run(OTHER, () -> notifications.markSeen(owner.id(), second)));
        assertThat(refused.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_a_transaction_takes_back_was_never_said(TestDatabase database) {
        start(database);

        assertThatThrownBy(() -> Tenant.run(SHOP, () -> platform.transactions().run(() -> {
                    notifications.send(new Notification(Severity.INFO, "crm.a.b", Map.of(), "crm.contact.read", null));
                    throw new IllegalStateException("no");
                })))
                .hasMessage("no");

        assertThat(list(owner)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void after_ninety_days_it_is_forgotten(TestDatabase database) {
        start(database);
        send("crm.a.old", "crm.contact.read");
        Tenant.run(SHOP, () -> platform.sql()
                .update(
                        "update console.notification set made_at = ? where organization_id = {org}",
                        Rows.timestamp(Instant.now().minus(Duration.ofDays(91)))));
        send("crm.a.new", "crm.contact.read");

        new NotificationRetention(platform.sql(), organizations, platform.schema("console")).run();

        assertThat(list(owner)).singleElement().satisfies(kept -> assertThat(kept.text())
                .contains("new"));
    }
}
