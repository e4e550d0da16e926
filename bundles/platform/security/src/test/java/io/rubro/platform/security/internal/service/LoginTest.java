package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.PASSWORD;
import static io.rubro.platform.security.internal.service.TestSecurity.email;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.MemberChange;
import io.rubro.platform.security.internal.model.NewOwner;
import io.rubro.platform.security.internal.model.Workplace;
import io.rubro.platform.security.internal.service.TestSecurity.Audited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_right_password_opens_a_session_in_the_organisation(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();

        Login login = security.logins.login(owner.user().email().toUpperCase(), PASSWORD, null, "Firefox");

        Caller caller = security.caller(login);
        assertThat(caller.id()).isEqualTo(owner.user().id());
        assertThat(caller.name()).isEqualTo(owner.user().email());
        assertThat(caller.organization()).isEqualTo(owner.organization().id());
        assertThat(caller.permissions()).containsExactly("*");
        assertThat(login.expiresIn()).isEqualTo(900);
        assertThat(login.organizations())
                .containsExactly(new Workplace(owner.organization().id(), "Negocio", "owner"));
        assertThat(security.audited.stream().filter(a -> a.organization()
                        .equals(owner.organization().id())))
                .extracting(Audited::action)
                .contains("security.session.open");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void wrong_passwords_and_unknown_addresses_get_the_same_answer(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();

        for (String address : List.of(owner.user().email(), email("nobody"), "no address at all", "\0", "")) {
            ProblemException refused = problem(() -> security.logins.login(address, "no es la contraseña", null, ""));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("security.login.wrong");
            assertThat(refused.args()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void five_failures_lock_the_account_whether_it_exists_or_not(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        for (String address : List.of(security.newOrganization().user().email(), email("nobody"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(problem(() -> security.logins.login(address, "mal", null, ""))
                                .status())
                        .isEqualTo(401);
            }

            ProblemException locked = problem(() -> security.logins.login(address, PASSWORD, null, ""));

            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.code()).isEqualTo("security.login.locked");
            assertThat(locked.retryAfterSeconds()).isBetween(50, 60);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void after_the_wait_the_right_password_opens_and_clears_the_count(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        String address = security.newOrganization().user().email();
        for (int i = 0; i < 5; i++) {
            problem(() -> security.logins.login(address, "mal", null, ""));
        }
        letTheWaitPass(security, address);

        assertThat(security.logins.login(address, PASSWORD, null, "").accessToken())
                .isNotEmpty();
        assertThat(problem(() -> security.logins.login(address, "mal", null, ""))
                        .status())
                .isEqualTo(401);
        assertThat(security.logins.login(address, PASSWORD, null, "").accessToken())
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_failure_after_the_wait_doubles_it(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        String address = email("nobody");
        for (int i = 0; i < 5; i++) {
            problem(() -> security.logins.login(address, "mal", null, ""));
        }
        letTheWaitPass(security, address);
        problem(() -> security.logins.login(address, "mal", null, ""));

        assertThat(problem(() -> security.logins.login(address, "mal", null, ""))
                        .retryAfterSeconds())
                .isBetween(110, 120);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void many_guesses_at_once_are_not_more_than_five(TestDatabase database) throws Exception {
        TestSecurity security = TestSecurity.shared(database);
        String address = security.newOrganization().user().email();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Callable<Integer>> guesses = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(
                        i -> () -> problem(() -> security.logins.login(address, "guess " + i, null, ""))
                                .status())
                .toList();

        List<Integer> answers =
                threads.invokeAll(guesses).stream().map(LoginTest::get).toList();
        threads.shutdown();

        assertThat(answers.stream().filter(status -> status == 401)).hasSize(5);
        assertThat(answers.stream().filter(status -> status == 429)).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void many_right_logins_at_once_all_succeed(TestDatabase database) throws Exception {
        TestSecurity security = TestSecurity.shared(database);
        String address = security.newOrganization().user().email();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> logins = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i ->
                        () -> security.logins.login(address, PASSWORD, null, "").accessToken())
                .toList();

        assertThat(threads.invokeAll(logins).stream().map(LoginTest::get)).doesNotHaveDuplicates();
        threads.shutdown();
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "6, 2", "7, 4", "8, 8", "9, 15", "10, 15", "1000000, 15"})
    void the_wait_grows_to_a_quarter_of_an_hour(int failures, int minutes) {
        assertThat(LoginThrottle.wait(failures)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_user_chooses_among_the_organisations_he_belongs_to(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login first = security.newOrganization();
        Login stranger = security.newOrganization();
        String address = first.user().email();
        Id second = security.administration
                .create(TestSecurity.company("Anexo"), new NewOwner(address, "otra vez", null))
                .id();

        assertThat(security.logins
                        .login(address, PASSWORD, second, "")
                        .organization()
                        .id())
                .isEqualTo(second);
        assertThat(security.logins
                        .login(address, PASSWORD, null, "")
                        .organization()
                        .id())
                .as("where he was last")
                .isEqualTo(second);
        Login switched = security.as(
                first, () -> security.logins.switchTo(first.organization().id(), ""));
        assertThat(security.caller(switched).organization())
                .isEqualTo(first.organization().id());
        Id foreign = stranger.organization().id();
        assertThat(problem(() -> security.logins.login(address, PASSWORD, foreign, ""))
                        .code())
                .isEqualTo("security.login.not-a-member");
        assertThat(security.problem(first, () -> security.logins.switchTo(foreign, ""))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_login_with_old_credentials_of_another_organisation_works(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login old = security.newOrganization();
        Login other = security.newOrganization();

        Login login = security.as(old, () -> security.login(other));

        assertThat(security.caller(login).organization())
                .isEqualTo(other.organization().id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_was_shut_out_everywhere_cannot_log_in(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login staff = security.newMember(owner, "staff");
        security.as(
                owner,
                () -> security.members.change(staff.user().id(), TestMatch.any(), new MemberChange("staff", true)));

        assertThat(problem(() -> security.login(staff)).code()).isEqualTo("security.login.no-organization");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_hash_with_old_parameters_is_renewed_at_the_next_login(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        security.accounts.setPasswordHash(owner.user().id(), security.passwords.hashAt(PASSWORD, 4_096, 1));

        security.login(owner);

        String stored = security.accounts
                .credentials(owner.user().email())
                .orElseThrow()
                .passwordHash();
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(security.login(owner).accessToken()).isNotEmpty();
    }

    @Test
    void tokens_do_not_show_in_the_text_of_an_answer() {
        TestSecurity security = TestSecurity.shared(TestDatabase.DERBY);
        Login login = security.newOrganization();

        assertThat(login.toString()).doesNotContain(login.accessToken(), login.refreshToken());
    }

    private static void letTheWaitPass(TestSecurity security, String address) {
        security.sql.update(
                "update security.login_attempt set locked_until = ? where account = ?",
                Instant.now().minusSeconds(1),
                Secrets.sha256(address));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
