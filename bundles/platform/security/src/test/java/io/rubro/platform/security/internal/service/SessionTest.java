package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.bearer;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.internal.model.AccountChange;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_refresh_gives_a_new_pair_for_the_same_organisation(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login first = security.newOrganization();

        Login second = security.logins.refresh(first.refreshToken());
        Login third = security.logins.refresh(second.refreshToken());

        assertThat(List.of(first.refreshToken(), second.refreshToken(), third.refreshToken()))
                .doesNotHaveDuplicates();
        assertThat(security.caller(third)).isEqualTo(security.caller(first));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void using_a_refresh_token_twice_ends_its_whole_family(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login first = security.newOrganization();
        Login second = security.logins.refresh(first.refreshToken());
        letTheGracePass(security, first);

        assertOver(security, first);

        assertOver(security, second);
        assertThat(problem(() -> security.caller(second)).code())
                .as("its access tokens are refused at once")
                .isEqualTo("security.token-invalid");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_thief_cannot_use_the_grace_to_stay(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login stolen = security.newOrganization();
        Login victim = security.logins.refresh(stolen.refreshToken());

        Login thief = security.logins.refresh(stolen.refreshToken()); // as if the answer had been lost

        assertOver(security, victim); // was replaced: that it is used at all shows there are two
        assertOver(security, thief);
        assertThat(problem(() -> security.caller(thief)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_lost_answer_is_given_again_once(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login first = security.newOrganization();
        security.logins.refresh(first.refreshToken()); // lost

        Login again = security.logins.refresh(first.refreshToken());

        assertThat(security.logins.refresh(again.refreshToken()).accessToken()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void within_the_grace_too_a_token_is_dead_once_its_successor_was_used(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login first = security.newOrganization();
        Login third = security.logins.refresh(
                security.logins.refresh(first.refreshToken()).refreshToken());

        assertOver(security, first);
        assertOver(security, third);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_many_refreshes_at_once_at_most_one_successor_lives(TestDatabase database) throws Exception {
        TestSecurity security = TestSecurity.shared(database);
        Login first = security.newOrganization();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> refreshes = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i -> () -> {
                    try {
                        return security.logins.refresh(first.refreshToken()).refreshToken();
                    } catch (ProblemException e) {
                        return e.code();
                    }
                })
                .toList();

        List<Future<String>> answers = threads.invokeAll(refreshes);
        threads.shutdown();

        for (Future<String> answer : answers) {
            assertThat(answer.get()).matches("security.session-over|[A-Za-z0-9_-]{43}");
        }
        assertThat(security.sql.query(
                        "select id from security.refresh_token where session_id = ? and state = 'LIVE'",
                        row -> row.getLong(1),
                        session(security, first)))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void after_logout_neither_token_works(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();
        Login elsewhere = security.login(login);
        security.caller(login); // now it is in the cache

        security.logins.logout(login.refreshToken());

        assertOver(security, login);
        assertThat(problem(() -> security.caller(login)).status()).isEqualTo(401);
        assertThat(security.caller(elsewhere).id()).isEqualTo(login.user().id());
        security.logins.logout("unknown"); // says nothing
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_expired_or_unknown_refresh_token_is_refused(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();
        security.sql.update(
                "update security.session set expires_at = ? where id = ?",
                Instant.now().minusSeconds(1),
                session(security, login));

        assertOver(security, login);
        assertThat(problem(() -> security.logins.refresh(Secrets.token())).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_disabled_account_or_lost_membership_refreshes_nothing(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login removed = security.newMember(owner, "staff");
        Login disabled = security.newMember(owner, "staff");

        security.run(owner, () -> security.members.remove(removed.user().id()));
        security.administration.change(disabled.user().id(), TestMatch.any(), new AccountChange(false, true));

        assertOver(security, removed);
        assertOver(security, disabled);
        assertThat(problem(() -> security.caller(removed)).status()).isEqualTo(401);
        assertThat(problem(() -> security.caller(disabled)).status()).isEqualTo(401);
        assertThat(problem(() -> security.login(disabled)).code()).isEqualTo("security.login.wrong");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_user_sees_and_ends_his_sessions_and_nobody_elses(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login here = security.newOrganization();
        Login phone = security.logins.login(here.user().email(), TestSecurity.PASSWORD, null, "phone");
        Login other = security.newOrganization();

        List<SessionInfo> seen = security.as(here, () -> security.own.sessions(bearer(here)));
        assertThat(seen).extracting(SessionInfo::client).containsExactlyInAnyOrder("test", "phone");
        assertThat(seen.stream().filter(SessionInfo::current)).hasSize(1);

        Id foreign = session(security, other);
        assertThat(security.problem(here, () -> security.own.revokeSession(foreign))
                        .status())
                .isEqualTo(404);
        security.run(here, () -> security.own.revokeOtherSessions(bearer(here)));

        assertThat(problem(() -> security.caller(phone)).status()).isEqualTo(401);
        assertThat(security.caller(here).id()).isEqualTo(here.user().id());
        assertThat(security.caller(other).id()).isEqualTo(other.user().id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void changing_the_password_ends_all_other_sessions(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login here = security.newOrganization();
        Login phone = security.login(here);
        String fresh = "otra contraseña larga";

        security.run(here, () -> security.own.changePassword(bearer(here), TestSecurity.PASSWORD, fresh));

        assertThat(problem(() -> security.caller(phone)).status()).isEqualTo(401);
        assertThat(security.caller(here).id()).isEqualTo(here.user().id());
        assertThat(problem(() -> security.login(here)).code()).isEqualTo("security.login.wrong");
        assertThat(security.logins.login(here.user().email(), fresh, null, "").accessToken())
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_stolen_access_token_does_not_help_to_guess_the_password(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();

        for (int i = 0; i < 5; i++) {
            assertThat(security.problem(login, () -> security.own.changePassword(bearer(login), "mal", "da igual"))
                            .errors())
                    .extracting(e -> e.code())
                    .containsExactly("security.password.wrong");
        }

        assertThat(security.problem(
                                login,
                                () -> security.own.changePassword(
                                        bearer(login), TestSecurity.PASSWORD, "otra contraseña larga"))
                        .status())
                .isEqualTo(429);
    }

    private static void assertOver(TestSecurity security, Login login) {
        ProblemException over = problem(() -> security.logins.refresh(login.refreshToken()));
        assertThat(over.status()).isEqualTo(401);
        assertThat(over.code()).isEqualTo("security.session-over");
    }

    private static Id session(TestSecurity security, Login login) {
        return security.tokens.verify(login.accessToken()).session();
    }

    private static void letTheGracePass(TestSecurity security, Login login) {
        security.sql.update(
                "update security.refresh_token set used_at = ? where hash = ?",
                Instant.now().minus(Sessions.GRACE).minusSeconds(1),
                Secrets.sha256(login.refreshToken()));
    }
}
