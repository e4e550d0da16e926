package io.rubro.platform.security.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

    private static final String TOKEN = "FYuJP93GxCgoKhkH7nfo3FIlXPpRIG9K4QKmLb45b6Q";

    @Test
    void it_remembers_whether_it_outlives_the_browser() {
        assertThat(SessionCookie.of("p." + TOKEN)).hasValue(new SessionCookie(TOKEN, true));
        assertThat(SessionCookie.of("s." + TOKEN)).hasValue(new SessionCookie(TOKEN, false));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "p.", TOKEN, "x." + TOKEN, "p.short", "p." + TOKEN + ";"})
    void anything_else_is_no_session(String value) {
        assertThat(SessionCookie.of(value)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "true"})
    void a_request_another_site_could_make_is_refused(String header) {
        assertThatThrownBy(() -> SessionCookie.requireHeader(header))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.status())
                        .isEqualTo(403));
    }
}
