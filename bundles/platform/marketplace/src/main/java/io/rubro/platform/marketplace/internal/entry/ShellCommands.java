package io.rubro.platform.marketplace.internal.entry;

import io.rubro.platform.marketplace.internal.Plugins;
import io.rubro.platform.module.Messages;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code rubro:plugins}, {@code rubro:plugin-install}, {@code rubro:plugin-stop}, {@code rubro:plugin-start} and {@code
 * rubro:plugin-remove}. Registered by hand because a dash is no part of a method's name.
 */
@Component(
        service = {},
        immediate = true)
public final class ShellCommands {

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final BundleContext context;

    @Activate
    public ShellCommands(BundleContext context, @Reference Plugins plugins, @Reference Messages messages) {
        this.context = context;
        PluginCommands commands = new PluginCommands(plugins, messages);
        register("plugins", "Lists the plugins", arguments -> commands.list());
        register("plugin-install", "Installs or upgrades a plugin: [--force] <path of a .kar>", commands::install);
        register("plugin-stop", "Stops a plugin: <id>", commands::stop);
        register("plugin-start", "Starts a plugin: <id>", commands::start);
        register("plugin-remove", "Removes a plugin; its data stay: <id>", commands::remove);
    }

    private void register(String name, String description, Function<List<String>, String> command) {
        org.apache.felix.service.command.Function function = (session, arguments) -> {
            session.getConsole()
                    .println(command.apply(
                            arguments.stream().map(String::valueOf).toList()));
            return null;
        };
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(
                CommandProcessor.COMMAND_SCOPE,
                "rubro",
                CommandProcessor.COMMAND_FUNCTION,
                name,
                "osgi.command.description",
                description));
        registrations.add(
                context.registerService(org.apache.felix.service.command.Function.class, function, properties));
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
