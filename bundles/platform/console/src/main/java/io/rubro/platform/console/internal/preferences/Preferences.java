package io.rubro.platform.console.internal.preferences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The preferences of a user in the organisation of the thread, by name. */
@Component(service = Preferences.class)
public final class Preferences {

    /** How many bytes of JSON one may take. */
    public static final int MOST_BYTES = 32 << 10;

    static final int MOST_NAMES = 200;

    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,60}");

    /** ASCII only: whatever a browser takes for text can be stored. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Sql sql;
    private final Transactions tx;

    @Activate
    public Preferences(
            @Reference Sql sql, @Reference Transactions tx, @Reference(target = "(module=console)") SchemaReady ready) {
        this.sql = sql;
        this.tx = tx;
    }

    /** All of a user's, by name. */
    public Map<String, Preference> all(Id user) {
        Map<String, Preference> all = new TreeMap<>();
        sql.query(
                        "select name, json, version from console.preference"
                                + " where organization_id = {org} and user_id = ?",
                        row -> Map.entry(row.getString("name"), map(row)),
                        user)
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /**
     * One of a user's.
     *
     * @throws ProblemException 422 if this cannot be a name
     */
    public Optional<Preference> find(Id user, String name) {
        requireName(name);
        return sql.queryOne(
                "select json, version from console.preference"
                        + " where organization_id = {org} and user_id = ? and name = ?",
                Preferences::map,
                user,
                name);
    }

    /**
     * Puts a value under a name.
     *
     * @param seen the version to be replaced; null to replace any
     * @throws ProblemException 409 if the user has too many, 412 if it has another version, 422 if the name or value
     *     cannot be one
     */
    public Preference put(Id user, String name, @Nullable IfMatch seen, JsonNode value) {
        requireName(name);
        String json = write(value);
        try {
            return tx.requiresNew(() -> store(user, name, seen, value, json));
        } catch (DataAccessException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            // another window put its first value at the same moment
            return tx.requiresNew(() -> store(user, name, seen, value, json));
        }
    }

    private Preference store(Id user, String name, @Nullable IfMatch seen, JsonNode value, String json) {
        long version = find(user, name).map(Preference::version).orElse(0L);
        if (seen != null) {
            IfMatch.require(seen, version);
        }
        if (version == 0) {
            requireRoom(user);
            sql.update(
                    "insert into console.preference (organization_id, user_id, name, json, version)"
                            + " values ({org}, ?, ?, ?, 1)",
                    user,
                    name,
                    json);
            return new Preference(value, 1);
        }
        int rows = sql.update(
                "update console.preference set json = ?, version = version + 1"
                        + " where organization_id = {org} and user_id = ? and name = ? and version = ?",
                json,
                user,
                name,
                version);
        if (rows == 0) {
            throw ProblemException.staleVersion();
        }
        return new Preference(value, version + 1);
    }

    /** Forgets what is under a name. */
    public void remove(Id user, String name) {
        requireName(name);
        sql.update(
                "delete from console.preference where organization_id = {org} and user_id = ? and name = ?",
                user,
                name);
    }

    private void requireRoom(Id user) {
        long names = sql.queryOne(
                        "select count(*) from console.preference where organization_id = {org} and user_id = ?",
                        row -> row.getLong(1),
                        user)
                .orElse(0L);
        if (names >= MOST_NAMES) {
            throw ProblemException.conflict("console.preference.too-many", Map.of("max", MOST_NAMES));
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("key", "console.preference.name");
        }
    }

    private static String write(JsonNode value) {
        try {
            String json = JSON.writeValueAsString(value);
            if (json.length() > MOST_BYTES) {
                throw ProblemException.of(413, "console.preference.too-large", Map.of("max", MOST_BYTES >> 10));
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // it was read from JSON
        }
    }

    private static Preference map(ResultSet row) throws SQLException {
        try {
            return new Preference(JSON.readTree(row.getString("json")), row.getLong("version"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // it was written as JSON
        }
    }
}
