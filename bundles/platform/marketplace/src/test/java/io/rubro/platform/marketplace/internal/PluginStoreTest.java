package io.rubro.platform.marketplace.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PluginStoreTest {

    @ParameterizedTest
    @EnumSource
    void a_row_is_kept_replaced_and_deleted(TestDatabase database) {
        try (TestPlatform platform = database.start()) {
            platform.migrate("marketplace", "db/changelog.xml", "plugin");
            PluginStore store = new PluginStore(platform.transactions(), platform.globalSql());
            PluginRow row = new PluginRow(
                    Id.next(),
                    "carniceria",
                    "1.0.0",
                    "ab".repeat(32),
                    "io.rubro.carniceria",
                    true,
                    null,
                    Instant.parse("2026-11-20T10:00:00.123Z"),
                    "ana@example.com");

            store.save(row);
            assertThat(store.all()).containsExactly(row);

            PluginRow stopped = row.withRunning(false).withDeployFile("carnicería.kar");
            store.save(stopped);
            assertThat(store.all()).containsExactly(stopped);

            store.delete("carniceria");
            assertThat(store.all()).isEmpty();
        }
    }
}
