package io.rubro.platform.module.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.platform.module.Module.Kind;
import io.rubro.platform.module.Module.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code module.json} the platform itself reads. What only one consumer reads (console, drivers, rules)
 * stays in the JSON text.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Descriptor(
        String id,
        Kind kind,
        Map<String, String> name,
        @Nullable String changelog,
        Set<String> globalTables,
        List<Permission> permissions,
        String messages,
        Set<String> roots) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    /** No digits: the versions of the API itself, {@code v1}, are nobody's. */
    private static final Pattern ROOT = Pattern.compile("[a-z][a-z-]{1,39}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** As written in the file, where almost everything may be absent. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Raw(
            @Nullable String id,
            @Nullable String kind,
            @Nullable Map<String, String> name,
            @Nullable String changelog,
            @Nullable Set<String> globalTables,
            @Nullable List<RawPermission> permissions,
            @Nullable String messages,
            @Nullable RawRest rest) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record RawRest(@Nullable Set<String> roots) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record RawPermission(
            @Nullable String id, @Nullable Map<String, String> name, @Nullable List<String> roles) {}

    /**
     * Reads a descriptor.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Descriptor parse(String json) {
        try {
            return of(JSON.readValue(json, Raw.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a module descriptor: " + e.getOriginalMessage(), e);
        }
    }

    private static Descriptor of(Raw raw) {
        String id = raw.id == null ? "" : raw.id;
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be 2 to 40 of a-z, 0-9 and -, and begin with a letter: " + id);
        }
        Map<String, String> name = raw.name == null ? Map.of() : raw.name;
        if (!name.containsKey("es")) {
            throw new IllegalArgumentException("name.es is missing");
        }
        Kind kind = kind(raw.kind);
        Set<String> global = raw.globalTables == null ? Set.of() : Set.copyOf(raw.globalTables);
        if (kind == Kind.PLUGIN && !global.isEmpty()) {
            throw new IllegalArgumentException("a plugin has no global tables: " + global);
        }
        List<RawPermission> permissions = raw.permissions == null ? List.of() : raw.permissions;
        return new Descriptor(
                id,
                kind,
                Map.copyOf(name),
                raw.changelog,
                global,
                permissions.stream().map(p -> permission(id, kind, p)).toList(),
                raw.messages == null ? "i18n" : raw.messages,
                roots(kind, raw.rest));
    }

    private static Set<String> roots(Kind kind, @Nullable RawRest rest) {
        Set<String> roots = rest == null || rest.roots == null ? Set.of() : Set.copyOf(rest.roots);
        if (kind == Kind.PLUGIN && !roots.isEmpty()) {
            throw new IllegalArgumentException("a plugin has no addresses outside of its own path: " + roots);
        }
        if (!roots.stream().allMatch(root -> ROOT.matcher(root).matches())) {
            throw new IllegalArgumentException("rest.roots are of a-z and -, and begin with a letter: " + roots);
        }
        return roots;
    }

    private static Kind kind(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("kind is missing: core or plugin");
        }
        return switch (text) {
            case "core" -> Kind.CORE;
            case "plugin" -> Kind.PLUGIN;
            default -> throw new IllegalArgumentException("kind is core or plugin, not " + text);
        };
    }

    private static Permission permission(String module, Kind kind, RawPermission raw) {
        String id = raw.id == null ? "" : raw.id;
        boolean own = id.startsWith(module + ".") || (kind == Kind.CORE && id.startsWith("platform."));
        if (!own || id.toLowerCase(Locale.ROOT).length() > 100) {
            throw new IllegalArgumentException("a permission of " + module + " begins with «" + module + ".»: " + id);
        }
        if (raw.name == null || !raw.name.containsKey("es")) {
            throw new IllegalArgumentException("permission " + id + " has no name.es");
        }
        return new Permission(id, raw.name, raw.roles == null ? List.of() : raw.roles);
    }
}
