package io.rubro.crm.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.consent.Channel;
import io.rubro.crm.consent.Consent;
import io.rubro.crm.consent.ConsentChange;
import io.rubro.crm.consent.ConsentDraft;
import io.rubro.crm.consent.ConsentMethod;
import io.rubro.crm.consent.ConsentState;
import io.rubro.crm.consent.Purpose;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlConsentsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");

    private Crm crm;
    private Channels channels;
    private SqlConsents consents;
    private Id ana;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        channels = new Channels(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.open,
                crm.organizations,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
        consents = new SqlConsents(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.open,
                crm.contacts,
                channels,
                crm.organizations,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
        ana = crm.in(() -> crm.contacts.create(Crm.person("Ana", null, "ana@example.com")
                        .edit()
                        .phone("600 11 22 33")
                        .build()))
                .id();
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private ConsentChange said(Channel channel, ConsentState state, Instant at) {
        return crm.in(() -> consents.record(
                ana, new ConsentDraft(channel, Purpose.MARKETING, state, at, ConsentMethod.PAPER, null, "hoja 7")));
    }

    private boolean allows(Channel channel) {
        return crm.in(() -> consents.allows(ana, channel, Purpose.MARKETING));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_is_reached_who_did_not_say_yes(TestDatabase database) {
        start(database);
        assertThat(allows(Channel.EMAIL)).isFalse();
        ConsentChange yes = said(Channel.EMAIL, ConsentState.GRANTED, MONDAY);
        assertThat(yes.value()).as("what it was about").isEqualTo("ana@example.com");
        assertThat(allows(Channel.EMAIL)).isTrue();
        assertThat(allows(Channel.WHATSAPP)).isFalse();
        assertThat(crm.in(() -> consents.allows(ana, Channel.EMAIL, Purpose.TRANSACTIONAL)))
                .isFalse();
        assertThat(crm.in(() -> consents.allows(Id.next(), Channel.EMAIL, Purpose.MARKETING)))
                .isFalse();
        assertThat(crm.in(() -> consents.current(ana)))
                .hasSize(8)
                .contains(new Consent(
                        Channel.EMAIL, Purpose.MARKETING, ConsentState.GRANTED, MONDAY, ConsentMethod.PAPER))
                .contains(new Consent(Channel.SMS, Purpose.MARKETING, ConsentState.UNKNOWN, null, null));
        assertThat(Tenant.call(Crm.ARGENTINA, () -> consents.allows(ana, Channel.EMAIL, Purpose.MARKETING)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_withdrawal_beats_what_was_said_before_or_at_the_same_moment(TestDatabase database) {
        start(database);
        said(Channel.EMAIL, ConsentState.GRANTED, MONDAY);
        said(Channel.EMAIL, ConsentState.WITHDRAWN, MONDAY.plus(Duration.ofDays(7)));
        assertThat(allows(Channel.EMAIL)).isFalse();
        said(Channel.EMAIL, ConsentState.GRANTED, MONDAY.plus(Duration.ofDays(6)));
        assertThat(allows(Channel.EMAIL))
                .as("a form signed before and typed in later brings nobody back")
                .isFalse();
        said(Channel.EMAIL, ConsentState.GRANTED, MONDAY.plus(Duration.ofDays(7)));
        assertThat(allows(Channel.EMAIL)).isFalse();
        said(Channel.EMAIL, ConsentState.GRANTED, MONDAY.plus(Duration.ofDays(8)));
        assertThat(allows(Channel.EMAIL)).as("a new yes is a yes").isTrue();
        said(Channel.EMAIL, ConsentState.UNKNOWN, MONDAY.plus(Duration.ofDays(9)));
        assertThat(allows(Channel.EMAIL)).isFalse();
        assertThat(crm.in(() -> consents.history(ana)))
                .as("nothing is overwritten")
                .hasSize(6)
                .extracting(ConsentChange::note)
                .containsOnly("hoja 7");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_is_blocked_or_archived_is_left_in_peace(TestDatabase database) {
        start(database);
        said(Channel.EMAIL, ConsentState.GRANTED, MONDAY);
        Contact contact = crm.in(() -> crm.contacts.get(ana));
        crm.in(() -> crm.contacts.update(
                ana,
                new IfMatch(contact.version()),
                contact.toDraft().edit().status(ContactStatus.BLOCKED).build()));
        assertThat(allows(Channel.EMAIL)).isFalse();
        crm.in(() -> crm.contacts.update(ana, new IfMatch(-1), contact.toDraft()));
        assertThat(allows(Channel.EMAIL)).isTrue();
        crm.in(() -> {
            crm.contacts.archive(ana);
            return null;
        });
        assertThat(allows(Channel.EMAIL)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void values_are_normalised_and_reached_in_order(TestDatabase database) {
        start(database);
        said(Channel.WHATSAPP, ConsentState.GRANTED, MONDAY);
        add(Channel.WHATSAPP, "+34 711-222-333");
        add(Channel.WHATSAPP, "0034600112233");
        add(Channel.SMS, "711 222 333");
        add(Channel.EMAIL, " OTRA@example.com ");
        assertThat(crm.in(() -> consents.reachable(ana, Channel.WHATSAPP, Purpose.MARKETING)))
                .containsExactly("+34600112233", "+34711222333");
        assertThat(crm.in(() -> consents.reachable(ana, Channel.EMAIL, Purpose.MARKETING)))
                .isEmpty();
        assertThat(crm.in(() -> channels.list(ana)))
                .extracting(ContactChannel::normalised)
                .containsExactly("otra@example.com", "+34711222333", "+34711222333", "+34600112233");
        ProblemException twin =
                catchThrowableOfType(ProblemException.class, () -> add(Channel.WHATSAPP, "711 222 333"));
        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.code()).isEqualTo("crm.channel.twin");
    }

    private ContactChannel add(Channel channel, String value) {
        return crm.in(() -> channels.add(ana, new ChannelRequest(channel, value, null)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void channels_are_changed_and_removed_by_their_version(TestDatabase database) {
        start(database);
        ContactChannel made = add(Channel.SMS, "711 222 333");
        ChannelRequest other = new ChannelRequest(Channel.PHONE, "955 11 22 33", "Obra");
        ContactChannel changed = crm.in(() -> channels.update(ana, made.id(), new IfMatch(made.version()), other));
        assertThat(changed.normalised()).isEqualTo("+34955112233");
        assertThat(changed.label()).isEqualTo("Obra");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> crm.in(() -> channels.update(ana, made.id(), new IfMatch(made.version()), other)))
                        .status())
                .isEqualTo(412);
        Tenant.run(Crm.ARGENTINA, () -> assertThat(catchThrowableOfType(
                                ProblemException.class, () -> channels.update(ana, made.id(), new IfMatch(-1), other))
                        .status())
                .isEqualTo(404));
        crm.in(() -> {
            channels.remove(ana, made.id(), new IfMatch(changed.version()));
            return null;
        });
        assertThat(crm.in(() -> channels.list(ana))).isEmpty();
        assertThat(catchThrowableOfType(ProblemException.class, () -> add(Channel.EMAIL, "600112233"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("value");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_lies_ahead_was_not_said_yet(TestDatabase database) {
        start(database);
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> said(Channel.EMAIL, ConsentState.GRANTED, tomorrow));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("at");
        assertThat(crm.in(() -> consents.history(ana))).isEqualTo(List.of());
    }
}
