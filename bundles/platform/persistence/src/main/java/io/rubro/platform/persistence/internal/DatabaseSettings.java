package io.rubro.platform.persistence.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use.
 *
 * @param url {@code jdbc:derby:<folder>} or {@code jdbc:postgresql://host[:port]/database}
 * @param user the owner of the schemas; empty on Derby
 * @param password its password; empty on Derby
 * @param poolSize the most connections used at once by business transactions
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {

    /** Configuration, overridden by {@code RUBRO_DB_URL}, {@code RUBRO_DB_USER} and {@code RUBRO_DB_PASSWORD}. */
    static DatabaseSettings of(DatabaseConfig config, Map<String, String> env, String dataFolder) {
        String url = first(env.get("RUBRO_DB_URL"), config.url());
        return new DatabaseSettings(
                url.isEmpty() ? "jdbc:derby:" + dataFolder + "/derby" : url,
                first(env.get("RUBRO_DB_USER"), config.user()),
                first(env.get("RUBRO_DB_PASSWORD"), config._password()),
                config.poolSize());
    }

    private static String first(@Nullable String environment, String configured) {
        return environment == null || environment.isBlank() ? configured : environment;
    }

    boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    boolean isDerby() {
        return url.startsWith("jdbc:derby:");
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + url + (user.isEmpty() ? "" : ", user " + user) + "]";
    }
}
