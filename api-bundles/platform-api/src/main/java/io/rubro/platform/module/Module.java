package io.rubro.platform.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * A core module or plugin that is running. The platform registers one service of this type for every active bundle
 * with the header {@code Rubro-Module}, whose value is the path of its descriptor ({@code RUBRO-INF/module.json}),
 * with the service property {@code module} = {@link #id()}.
 */
@ProviderType
public interface Module {

    /** Short and stable, {@code [a-z][a-z0-9-]*}: names its paths, schema, permissions and messages. */
    String id();

    /** Whether it ships in the box or was added. */
    Kind kind();

    /** The version of its bundle. */
    String version();

    /** Its name in a language; Spanish if there is no better one. */
    String name(String languageTag);

    /** The permissions it declares. */
    List<Permission> permissions();

    /** The Liquibase changelog in its bundle that makes its schema; empty if it has no tables. */
    Optional<String> changelog();

    /**
     * The tables of its schema whose rows belong to no organisation. Core modules only; every other table must have
     * {@code organization_id}, or its schema is refused.
     */
    Set<String> globalTables();

    /**
     * The folder of its message files {@code messages.properties} (Spanish), {@code messages_es_AR.properties} and
     * {@code messages_en.properties}.
     */
    String messages();

    /** The whole descriptor as JSON text, for what only one consumer reads (console, drivers, rules). */
    String descriptor();

    /** The bundle it comes from. */
    Bundle bundle();

    /**
     * The first segments below {@code /api} that are its own, for a module that has to answer at the addresses of another
     * program: {@code crm} stands for {@code /api/crm} and all below. Empty for all others. Core modules only.
     */
    default Set<String> roots() {
        return Set.of();
    }

    /**
     * Where its REST resources live: {@code /api/v1/<id>}, for plugins {@code /api/v1/rubros/<id>}; {@code /api} if it has
     * {@link #roots()}.
     */
    default String basePath() {
        if (!roots().isEmpty()) {
            return "/api";
        }
        return "/api/v1/" + (kind() == Kind.PLUGIN ? "rubros/" : "") + id();
    }

    /** Its database schema: the id with underscores. */
    default String schema() {
        return id().replace('-', '_');
    }

    /** Core module or plugin. */
    enum Kind {
        CORE,
        PLUGIN
    }

    /**
     * A permission.
     *
     * @param id {@code <module>.<noun>.<verb>}
     * @param names how it is shown, by language tag
     * @param roles the built-in roles that hold it without further ado: {@code manager}, {@code staff}, {@code viewer}
     */
    record Permission(String id, Map<String, String> names, List<String> roles) {
        public Permission {
            names = Map.copyOf(names);
            roles = List.copyOf(roles);
        }

        /** Its name in a language; Spanish if there is no better one. */
        public @Nullable String name(String languageTag) {
            return names.getOrDefault(languageTag, names.get("es"));
        }
    }
}
