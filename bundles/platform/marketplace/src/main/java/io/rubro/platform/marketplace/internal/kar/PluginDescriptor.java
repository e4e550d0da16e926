package io.rubro.platform.marketplace.internal.kar;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.VersionRange;

/**
 * The parts of a plugin's {@code module.json} that decide whether it may be installed, and that people want to know
 * before they do.
 *
 * @param name by language tag
 * @param description by language tag; may be empty
 * @param platform the versions of the platform it runs on
 * @param license an SPDX identifier or the name of the licence
 * @param homepage where to read more; null if it says nothing
 */
public record PluginDescriptor(
        String id,
        Map<String, String> name,
        Map<String, String> description,
        VersionRange platform,
        String license,
        @Nullable String homepage,
        String changelog,
        List<PermissionText> permissions) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final JsonMapper JSON = new JsonMapper();

    /** A permission the plugin declares, with its names by language tag. */
    public record PermissionText(String id, Map<String, String> name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Raw(
            @Nullable String id,
            @Nullable String kind,
            @Nullable Map<String, String> name,
            @Nullable Map<String, String> description,
            @Nullable String platform,
            @Nullable String license,
            @Nullable String homepage,
            @Nullable String changelog,
            @Nullable List<RawPermission> permissions) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record RawPermission(@Nullable String id, @Nullable Map<String, String> name) {}

    /**
     * Reads a descriptor.
     *
     * @throws ProblemException 422 saying what is wrong with it
     */
    static PluginDescriptor parse(byte[] json) {
        Raw raw;
        try {
            raw = JSON.readValue(json, Raw.class);
        } catch (JsonProcessingException e) {
            throw wrong("json", Map.of("reason", e.getOriginalMessage()));
        } catch (IOException e) {
            throw wrong("json", Map.of("reason", e.toString()));
        }
        if (raw == null || raw.id == null || !ID.matcher(raw.id).matches()) {
            throw wrong("id", Map.of());
        }
        String id = raw.id;
        if (!"plugin".equals(raw.kind)) {
            throw wrong("kind", Map.of("id", id));
        }
        if (raw.name == null || !raw.name.containsKey("es")) {
            throw wrong("name", Map.of("id", id));
        }
        if (raw.license == null || raw.license.isBlank()) {
            throw wrong("license", Map.of("id", id));
        }
        return new PluginDescriptor(
                id,
                Map.copyOf(raw.name),
                raw.description == null ? Map.of() : Map.copyOf(raw.description),
                range(id, raw.platform),
                raw.license,
                raw.homepage,
                raw.changelog == null ? "" : raw.changelog,
                permissions(id, raw.permissions == null ? List.of() : raw.permissions));
    }

    private static VersionRange range(String id, @Nullable String platform) {
        try {
            if (platform != null && !platform.isBlank()) {
                return VersionRange.valueOf(platform);
            }
        } catch (IllegalArgumentException notARange) {
            // the same refusal as for none at all
        }
        throw wrong("platform", Map.of("id", id));
    }

    private static List<PermissionText> permissions(String id, List<RawPermission> raw) {
        return raw.stream()
                .map(permission -> {
                    if (permission.id == null
                            || !permission.id.startsWith(id + ".")
                            || permission.name == null
                            || !permission.name.containsKey("es")) {
                        throw wrong("permission", Map.of("id", id, "permission", String.valueOf(permission.id)));
                    }
                    return new PermissionText(permission.id, Map.copyOf(permission.name));
                })
                .toList();
    }

    private static ProblemException wrong(String what, Map<String, Object> args) {
        return ProblemException.of(422, "marketplace.descriptor." + what, args);
    }

    /** Whether it has tables of its own. */
    public boolean hasSchema() {
        return !changelog.isEmpty();
    }

    /** Its name in the best language there is. */
    public String name(String languageTag) {
        return best(name, languageTag);
    }

    /** A text in the best language there is; Spanish if there is no better one, empty if there is none at all. */
    public static String best(Map<String, String> texts, String languageTag) {
        String language = languageTag.split("-", 2)[0];
        return texts.getOrDefault(languageTag, texts.getOrDefault(language, texts.getOrDefault("es", "")));
    }
}
