package io.rubro.platform.marketplace.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as people see it.
 *
 * @param id its id
 * @param name in the language of who asks
 * @param description in the language of who asks; null if it has none
 * @param state whether it works
 * @param trouble why it does not, in words; null if it does or was stopped
 * @param license what its descriptor says
 * @param homepage what its descriptor says; null if nothing
 * @param platform the versions of the platform it runs on
 * @param permissions what it declares
 * @param bundles its bundles, the plugin last
 * @param sha256 of its KAR
 * @param signed whether a signature of a known publisher was verified; always false: signatures are not checked yet
 * @param deployFile the file in the deploy folder it came from; null if it came another way
 */
public record PluginState(
        String id,
        String name,
        @Nullable String description,
        String version,
        State state,
        @Nullable String trouble,
        @Nullable String license,
        @Nullable String homepage,
        @Nullable String platform,
        List<Permission> permissions,
        List<String> bundles,
        String sha256,
        boolean signed,
        @Nullable String deployFile,
        Instant installedAt,
        String installedBy) {

    /** Whether it works. */
    public enum State {
        RUNNING,
        STOPPED,
        /** It should run and does not. */
        FAILED
    }

    /** A permission with its name. */
    public record Permission(String id, String name) {}
}
