package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.PASSWORD;
import static io.rubro.platform.security.internal.service.TestSecurity.email;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.Invitation;
import io.rubro.platform.security.internal.model.InvitationPreview;
import io.rubro.platform.security.internal.model.IssuedInvitation;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.MemberChange;
import io.rubro.platform.security.internal.model.NewInvitation;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationsTest {

    private static IssuedInvitation invite(TestSecurity security, Login by, String email, String role) {
        return security.as(by, () -> security.invitations.create(new NewInvitation(email, role)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void somebody_new_chooses_his_password_and_is_in(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        String email = email("invited");

        IssuedInvitation issued = invite(security, owner, email.toUpperCase(), "staff");

        assertThat(issued.toString()).doesNotContain(issued.token());
        assertThat(security.invitations.preview(issued.token()))
                .isEqualTo(new InvitationPreview(email, "Negocio", false));
        Login login = security.invitations.accept(issued.token(), "Iván", PASSWORD, "test");
        assertThat(login.user().email()).isEqualTo(email);
        assertThat(login.organization()).isEqualTo(owner.organization());
        assertThat(security.member(login).role()).isEqualTo("staff");
        assertThat(security.login(login).user().name()).isEqualTo("Iván");
        assertThat(security.audited)
                .extracting(TestSecurity.Audited::action)
                .contains("security.invitation.create", "security.invitation.accept");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_has_an_account_accepts_with_its_password_only(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login known = security.newOrganization();
        Login owner = security.newOrganization();
        IssuedInvitation issued = invite(security, owner, known.user().email(), "viewer");

        assertThat(security.invitations.preview(issued.token()).known()).isTrue();
        assertThat(problem(() -> security.invitations.accept(issued.token(), "X", "otra contraseña larga", "test"))
                        .status())
                .isEqualTo(401);
        Login login = security.invitations.accept(issued.token(), null, PASSWORD, "test");

        assertThat(login.user().name()).isEqualTo(known.user().name());
        assertThat(login.organizations()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_token_works_once_even_for_two_at_the_same_moment(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        IssuedInvitation issued = invite(security, owner, email("twice"), "staff");
        AtomicInteger in = new AtomicInteger();

        IntStream.range(0, 2).parallel().forEach(i -> {
            try {
                security.invitations.accept(issued.token(), "Iván", PASSWORD, "test");
                in.incrementAndGet();
            } catch (RuntimeException refused) {
                // the other one
            }
        });

        assertThat(in).hasValue(1);
        assertThat(problem(() -> security.invitations.preview(issued.token())).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_token_that_is_over_is_unknown(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login manager = security.newMember(owner, "manager");
        IssuedInvitation expired = invite(security, owner, email("late"), "staff");
        security.sql.update(
                "update security.invitation set expires_at = ? where id = ?",
                Instant.now().minusSeconds(1),
                expired.id());
        IssuedInvitation cancelled = invite(security, owner, email("cancelled"), "staff");
        security.run(owner, () -> security.invitations.cancel(cancelled.id()));
        String again = email("again");
        IssuedInvitation replaced = invite(security, owner, again, "staff");
        IssuedInvitation second = invite(security, owner, again, "viewer");
        IssuedInvitation orphan = invite(security, manager, email("orphan"), "staff");
        security.run(
                owner,
                () -> security.members.change(manager.user().id(), TestMatch.any(), new MemberChange("manager", true)));

        for (IssuedInvitation over : new IssuedInvitation[] {expired, cancelled, replaced, orphan}) {
            assertThat(problem(() -> security.invitations.accept(over.token(), "X", PASSWORD, "test"))
                            .code())
                    .isEqualTo("security.invitation.invalid");
        }
        assertThat(security.invitations.preview(second.token()).email()).isEqualTo(again);
        assertThat(security.as(owner, () -> security.invitations.list(new PageRequest()))
                        .items())
                .extracting(Invitation::email)
                .contains(again)
                .doesNotContain(expired.email(), cancelled.email());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_invites_to_more_than_he_may_himself(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login manager = security.newMember(owner, "manager");
        NewInvitation tooMuch = new NewInvitation(email("owner"), "owner");

        assertThat(security.problem(manager, () -> security.invitations.create(tooMuch))
                        .status())
                .isEqualTo(403);
        assertThat(security.problem(
                                owner,
                                () -> security.invitations.create(
                                        new NewInvitation(manager.user().email(), "staff")))
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_invitations_of_an_organisation_are_nobody_elses(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login stranger = security.newOrganization();
        IssuedInvitation issued = invite(security, owner, email("ours"), "staff");

        assertThat(security.as(stranger, () -> security.invitations.list(new PageRequest()))
                        .items())
                .isEmpty();
        assertThat(security.problem(stranger, () -> security.invitations.cancel(issued.id()))
                        .status())
                .isEqualTo(404);
        assertThat(security.problem(stranger, () -> security.invitations.accept(issued.token(), "X", PASSWORD, "test"))
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void somebody_new_needs_a_name_and_a_good_password(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        IssuedInvitation issued = invite(security, owner, email("careless"), "staff");

        assertThat(problem(() -> security.invitations.accept(issued.token(), " ", PASSWORD, "test"))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo("name");
        assertThat(problem(() -> security.invitations.accept(issued.token(), "X", "1234", "test"))
                        .errors()
                        .get(0)
                        .field())
                .isEqualTo("password");
        assertThat(security.invitations.preview(issued.token()).known()).isFalse();
    }
}
