package io.rubro.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InsertUnlessThereTest {

    private static final Id ORG = new Id(1);
    private static final int THREADS = 30;
    private static final int ROWS = 10;

    private static int count(TestPlatform platform) {
        return platform.sql()
                .query("select count(*) as n from walls.stamp where organization_id = {org}", r -> r.getInt("n"))
                .get(0);
    }

    /** Each transaction holds a connection already, and together they hold all there are. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Timeout(120)
    void more_first_uses_than_connections_make_each_row_once(TestDatabase database) throws Exception {
        try (TestPlatform platform = database.start()) {
            platform.migrate("walls", "db/walls.xml", "country");
            CountDownLatch allHeld = new CountDownLatch(TestPlatform.POOL_SIZE);
            ExecutorService executor = Executors.newFixedThreadPool(THREADS);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Id row = new Id(i % ROWS + 1);
                results.add(executor.submit(
                        () -> Tenant.call(ORG, () -> platform.transactions().required(() -> {
                            count(platform);
                            allHeld.countDown();
                            allHeld.await();
                            return platform.sql()
                                    .insertUnlessThere(
                                            "insert into walls.stamp (organization_id, id, text) values ({org}, ?, 'x')",
                                            row);
                        }))));
            }
            int made = 0;
            for (Future<Boolean> result : results) {
                made += result.get() ? 1 : 0;
            }
            executor.shutdown();

            assertThat(made).isEqualTo(ROWS);
            assertThat(Tenant.<Integer>call(ORG, () -> count(platform))).isEqualTo(ROWS);
        }
    }
}
