package io.rubro.platform.marketplace.internal;

import io.rubro.platform.marketplace.internal.PluginState.State;
import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.kar.PluginDescriptor;
import io.rubro.platform.marketplace.internal.runtime.PluginHealth;
import io.rubro.platform.module.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Looks at a plugin as it is at this moment and says it in words. */
final class PluginStates {

    private PluginStates() {}

    static PluginState of(Installed plugin, PluginHealth health, Messages messages, Locale locale) {
        PluginRow row = plugin.row();
        Optional<PluginDescriptor> descriptor =
                Optional.ofNullable(plugin.kar()).map(Kar::descriptor);
        String language = locale.toLanguageTag();
        List<Trouble> troubles = row.running() ? troubles(plugin, health) : List.of();
        State working = troubles.isEmpty() ? State.RUNNING : State.FAILED;
        return new PluginState(
                row.plugin(),
                descriptor.map(d -> d.name(language)).orElse(row.plugin()),
                descriptor
                        .map(d -> PluginDescriptor.best(d.description(), language))
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                row.version(),
                row.running() ? working : State.STOPPED,
                troubles.isEmpty() ? null : Trouble.words(troubles, messages, locale),
                descriptor.map(PluginDescriptor::license).orElse(null),
                descriptor.map(PluginDescriptor::homepage).orElse(null),
                descriptor.map(d -> d.platform().toString()).orElse(null),
                descriptor.map(d -> permissions(d, language)).orElse(List.of()),
                plugin.bundles().stream().map(Bundle::getSymbolicName).toList(),
                row.sha256(),
                false,
                row.deployFile(),
                row.installedAt(),
                row.installedBy());
    }

    private static List<Trouble> troubles(Installed plugin, PluginHealth health) {
        @Nullable Trouble known = plugin.trouble();
        if (known != null) {
            return List.of(known);
        }
        @Nullable Kar kar = plugin.kar();
        return kar == null ? List.of() : health.look(kar, plugin.bundles());
    }

    private static List<PluginState.Permission> permissions(PluginDescriptor descriptor, String language) {
        return descriptor.permissions().stream()
                .map(p -> new PluginState.Permission(p.id(), PluginDescriptor.best(p.name(), language)))
                .toList();
    }
}
