package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.bearer;
import static io.rubro.platform.security.internal.service.TestSecurity.email;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.security.internal.model.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityCleanupTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_has_no_meaning_any_more_is_dropped(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Login ended = security.install();
            Login open = security.login(ended);
            security.logins.refresh(ended.refreshToken());
            security.sql.update(
                    "update security.session set revoked_at = ? where id = ?",
                    Instant.now().minus(Duration.ofDays(8)),
                    session(security, ended));
            String old = email("old");
            String recent = email("recent");
            problem(() -> security.logins.login(old, "mal", null, ""));
            problem(() -> security.logins.login(recent, "mal", null, ""));
            security.sql.update(
                    "update security.login_attempt set last_failure_at = ? where account = ?",
                    Instant.now().minus(Duration.ofHours(2)),
                    Secrets.sha256(old));

            new SecurityCleanup(security.sql, security.tx, security.throttle, security.keys).run();

            assertThat(count(security, "session")).isEqualTo(1);
            assertThat(count(security, "refresh_token")).isEqualTo(1);
            assertThat(count(security, "login_attempt")).isEqualTo(1);
            assertThat(security.logins.refresh(open.refreshToken()).accessToken())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_old_signing_key_is_replaced_and_accepted_a_day_longer(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Login before = security.install();
            age(security, SigningKeys.LIFETIME.plusDays(1));

            security.keys.rotate();

            Login after = security.login(before);
            assertThat(count(security, "signing_key")).isEqualTo(2);
            assertThat(accepted(security, before)).isTrue();
            assertThat(accepted(security, after)).isTrue();

            security.keys.rotate();
            assertThat(count(security, "signing_key"))
                    .as("not before the day is over")
                    .isEqualTo(2);

            age(security, SigningKeys.OVERLAP.plusMinutes(1));
            security.keys.rotate();

            assertThat(count(security, "signing_key")).isEqualTo(1);
            assertThat(accepted(security, after)).isTrue();
            assertThat(problem(() -> security.tokens.verify(before.accessToken()))
                            .status())
                    .isEqualTo(401);
        }
    }

    private static boolean accepted(TestSecurity security, Login login) {
        return security.authenticator
                .authenticate(bearer(login), null, Locale.ENGLISH)
                .isPresent();
    }

    private static void age(TestSecurity security, Duration by) {
        record Key(Id id, Instant created) {}
        security.sql
                .query(
                        "select id, created_at from security.signing_key",
                        row -> new Key(new Id(row.getLong("id")), Rows.instant(row, "created_at")))
                .forEach(key -> security.sql.update(
                        "update security.signing_key set created_at = ? where id = ?", key.created.minus(by), key.id));
    }

    private static long count(TestSecurity security, String table) {
        return security.sql
                .queryOne("select count(*) from security." + table, row -> row.getLong(1))
                .orElseThrow();
    }

    private static Id session(TestSecurity security, Login login) {
        return security.tokens.verify(login.accessToken()).session();
    }
}
