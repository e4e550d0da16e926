package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CacheTest {

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();

    private TimedCache<String, Integer> cache(int capacity) {
        return new TimedCache<>(capacity, Duration.ofSeconds(10), clock::get);
    }

    @Test
    void an_answer_is_read_once_within_its_time() {
        TimedCache<String, Integer> cache = cache(10);

        assertThat(cache.get("a", k -> reads.incrementAndGet())).isEqualTo(1);
        clock.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(cache.get("a", k -> reads.incrementAndGet())).isEqualTo(1);
        clock.addAndGet(1);
        assertThat(cache.get("a", k -> reads.incrementAndGet())).isEqualTo(2);
    }

    @Test
    void what_was_read_before_forgetting_is_not_kept_after_it() {
        TimedCache<String, Integer> cache = cache(10);

        cache.get("a", k -> {
            cache.forget(); // another thread changes rights while this one reads them
            return reads.incrementAndGet();
        });

        assertThat(cache.get("a", k -> reads.incrementAndGet())).isEqualTo(2);
        assertThat(cache.get("a", k -> reads.incrementAndGet())).isEqualTo(2);
    }

    @Test
    void it_does_not_grow_without_end() {
        TimedCache<String, Integer> cache = cache(100);

        for (int i = 0; i < 10_000; i++) {
            cache.get("key" + i, k -> 1);
        }

        assertThat(cache.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void failures_are_not_remembered() {
        TimedCache<String, Integer> cache = cache(10);

        assertThatThrownBy(() -> cache.get("a", k -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(cache.get("a", k -> 7)).isEqualTo(7);
    }

    @Test
    void a_bucket_lets_a_burst_through_and_then_so_many_a_second() {
        TokenBucket bucket = new TokenBucket(3, 2, clock::get);

        assertThat(bucket.take() && bucket.take() && bucket.take()).isTrue();
        assertThat(bucket.take()).isFalse();
        clock.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(bucket.take()).isTrue();
        assertThat(bucket.take()).isFalse();
        bucket.giveBack();
        assertThat(bucket.take()).isTrue();
        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(bucket.take() && bucket.take() && bucket.take()).isTrue();
        assertThat(bucket.take()).as("no more than a burst is saved up").isFalse();
    }
}
