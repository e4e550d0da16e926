package io.rubro.itests;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** {@link HotPluginIT} on PostgreSQL, configured in {@code etc/} alone. */
public class HotPluginPostgresqlIT extends HotPluginIT {

    @Configuration
    @Override
    public Option[] configuration() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start(); // ends with this JVM
        String file = "etc/io.rubro.persistence.cfg";
        return withDatabase(
                editConfigurationFilePut(
                        file, "url", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres"),
                editConfigurationFilePut(file, "user", "postgres"));
    }
}
