package io.rubro.platform.webhooks.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.webhooks.internal.model.EventPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts: signatures, patterns, the schedule. */
class PartsTest {

    /** The vector the libraries of Standard Webhooks test themselves with. */
    @Test
    void signatures_are_those_of_standard_webhooks() {
        SigningSecret secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String signature = secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secrets_have_256_random_bits() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String text = SigningSecret.random().text();
            assertThat(text).startsWith("whsec_");
            assertThat(Base64.getDecoder().decode(text.substring(6))).hasSize(32);
            assertThat(seen.add(text)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, crm.contact.created, true",
        "crm.*, crm.contact.created, true",
        "crm.*, crmx.contact.created, false",
        "crm.contact.*, crm.contact.created, true",
        "crm.contact.*, crm.contact, false",
        "crm.contact.created, crm.contact.created, true",
        "crm.contact.created, crm.contact.created-twice, false",
        "crm.contact, crm.contact.created, false",
    })
    void a_pattern_covers_what_begins_like_it(String pattern, String type, boolean covered) {
        assertThat(EventPattern.isValid(pattern)).isTrue();
        assertThat(EventPattern.matches(pattern, type)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"crm", "**", "crm.**", ".*", "*.created", "crm.*.created", "Crm.*", "crm..x", "crm.x.", "crm x.y", "''"
    })
    void what_is_no_pattern_is_none(String text) {
        assertThat(EventPattern.isValid(text)).isFalse();
    }

    @Test
    void pauses_grow_and_end_after_ten_attempts() {
        RetrySchedule exact = new RetrySchedule(() -> 0);
        assertThat(exact.pause(1, null)).contains(Duration.ofSeconds(5));
        assertThat(exact.pause(2, null)).contains(Duration.ofMinutes(5));
        assertThat(exact.pause(9, null)).contains(Duration.ofHours(24));
        assertThat(exact.pause(10, null)).isEqualTo(Optional.empty());
        assertThat(new RetrySchedule(() -> 0.999).pause(2, null).orElseThrow())
                .isBetween(Duration.ofSeconds(359), Duration.ofSeconds(360));
    }

    @Test
    void a_wish_makes_a_pause_longer_within_reason_and_never_shorter() {
        RetrySchedule exact = new RetrySchedule(() -> 0);
        assertThat(exact.pause(1, Duration.ofMinutes(2))).contains(Duration.ofMinutes(2));
        assertThat(exact.pause(2, Duration.ofSeconds(1))).contains(Duration.ofMinutes(5));
        assertThat(exact.pause(1, Duration.ofDays(900))).contains(Duration.ofHours(24));
    }
}
