package io.rubro.platform.marketplace.internal.entry;

import io.rubro.platform.marketplace.internal.PluginState;
import io.rubro.platform.marketplace.internal.Plugins;
import io.rubro.platform.marketplace.internal.Trouble;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the shell commands do; each is registered with the shell by {@link ShellCommands}. */
final class PluginCommands {

    private static final String FORCE = "--force";

    private final Plugins plugins;
    private final Messages messages;

    PluginCommands(Plugins plugins, Messages messages) {
        this.plugins = plugins;
        this.messages = messages;
    }

    String list() {
        List<PluginState> all = plugins.all(Locale.getDefault());
        if (all.isEmpty()) {
            return "no plugins";
        }
        return all.stream().map(PluginCommands::line).collect(Collectors.joining("\n"));
    }

    String install(List<String> arguments) {
        List<String> paths =
                arguments.stream().filter(argument -> !argument.equals(FORCE)).toList();
        if (paths.size() != 1) {
            throw new IllegalArgumentException("usage: plugin-install [" + FORCE + "] <path of a .kar>");
        }
        Path file = Path.of(paths.get(0));
        return said(() -> {
            try (InputStream kar = Files.newInputStream(file)) {
                return line(plugins.install(kar, arguments.contains(FORCE)));
            } catch (NoSuchFileException e) {
                throw new IllegalArgumentException("no such file: " + file, e);
            }
        });
    }

    String remove(List<String> arguments) {
        String id = id("plugin-remove", arguments);
        return said(() -> {
            plugins.remove(id);
            return id + " removed; its data stay";
        });
    }

    String stop(List<String> arguments) {
        String id = id("plugin-stop", arguments);
        return said(() -> line(plugins.stop(id)));
    }

    String start(List<String> arguments) {
        String id = id("plugin-start", arguments);
        return said(() -> line(plugins.start(id)));
    }

    private static String id(String command, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("usage: " + command + " <id of a plugin>");
        }
        return arguments.get(0);
    }

    private static String line(PluginState plugin) {
        @Nullable String trouble = plugin.trouble();
        return String.join("  ", plugin.id(), plugin.version(), plugin.state().name())
                + (trouble == null ? "" : "  " + trouble);
    }

    /** Refusals in words; the shell prints the message of an exception. */
    private String said(Callable<String> work) {
        Caller shell = new Caller(Caller.Kind.SYSTEM, null, "shell", null, Set.of("*"), Locale.getDefault());
        try {
            return shell.call(work);
        } catch (ProblemException e) {
            String words = new Trouble(e.code(), e.args()).words(messages, Locale.getDefault());
            throw new IllegalArgumentException(words, e);
        }
    }
}
