package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.itests.Installation.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./rubro demo} on a fresh installation, as a newcomer would run it. */
class DemoIT {

    @ParameterizedTest
    @EnumSource(Database.class)
    void the_main_job_runs_from_setup_to_the_removal_of_the_plugin(Database database) {
        try (Installation installation = Installation.fresh(database)) {
            assertThat(installation.start()).contains(installation.url()).contains(installation.setupToken());
            assertThat(installation.launcher("demo")).contains("All as it should be");
            assertThat(installation.launcher("status")).contains("is ready");
            assertThat(installation.errorsInLog()).isEmpty();
        }
    }
}
