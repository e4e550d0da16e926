package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.RequestOrigin;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressThrottleTest {

    private final AtomicLong now = new AtomicLong();
    private final AddressThrottle throttle = new AddressThrottle(now::get);

    private int fail(String address) {
        return status(
                address,
                () -> throttle.attempt(() -> {
                    throw ProblemException.of(401, "security.login.wrong", Map.of());
                }));
    }

    private int succeed(String address) {
        return status(address, () -> throttle.attempt(() -> "in"));
    }

    private static int status(String address, Callable<Object> work) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> new RequestOrigin(address, false).call(work));
        return refused == null ? 200 : refused.status();
    }

    @Test
    void an_address_that_fails_too_often_waits_and_no_other_does() {
        for (int i = 0; i < AddressThrottle.BURST; i++) {
            assertThat(fail("203.0.113.7")).isEqualTo(401);
        }

        assertThat(fail("203.0.113.7")).isEqualTo(429);
        assertThat(succeed("203.0.113.7")).isEqualTo(429);
        assertThat(succeed("203.0.113.8")).isEqualTo(200);

        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(succeed("203.0.113.7")).isEqualTo(200);
    }

    @Test
    void what_succeeds_costs_nothing() {
        for (int i = 0; i < 10 * AddressThrottle.BURST; i++) {
            assertThat(succeed("203.0.113.7")).isEqualTo(200);
        }
    }

    @Test
    void a_household_is_one_address() {
        for (int i = 0; i < AddressThrottle.BURST; i++) {
            assertThat(fail("2001:db8:1:2::" + Integer.toHexString(i + 1))).isEqualTo(401);
        }

        assertThat(fail("2001:db8:1:2:ffff::1")).isEqualTo(429);
        assertThat(fail("2001:db8:1:3::1")).isEqualTo(401);
    }
}
