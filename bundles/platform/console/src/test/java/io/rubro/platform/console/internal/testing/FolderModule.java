package io.rubro.platform.console.internal.testing;

import io.rubro.platform.module.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** A module whose bundle is a folder. */
public record FolderModule(String id, Kind kind, String descriptor, Bundle bundle) implements Module {

    public static FolderModule of(String id, Kind kind, String console, long bundleId, Map<String, String> files) {
        String descriptor = "{\"id\":\"" + id + "\",\"kind\":\"" + kind.name().toLowerCase() + "\",\"name\":{\"es\":\""
                + id + "\"}" + (console.isEmpty() ? "" : ",\"console\":" + console) + "}";
        return new FolderModule(id, kind, descriptor, bundle(bundleId, 1_000, files));
    }

    /** A bundle with these files. */
    public static Bundle bundle(long id, long modified, Map<String, String> files) {
        Path folder = folder(files);
        return (Bundle) Proxy.newProxyInstance(
                FolderModule.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getBundleId" -> id;
                    case "getLastModified" -> modified;
                    case "getVersion" -> Version.parseVersion("1.2.3");
                    case "getEntry" -> entry(folder.resolve((String) args[0]));
                    case "findEntries" -> {
                        List<URL> found = entries(folder.resolve((String) args[0]), (String) args[1]);
                        yield found.isEmpty() ? null : Collections.enumeration(found);
                    }
                    case "hashCode" -> Long.hashCode(id);
                    case "equals" -> proxy == args[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Path folder(Map<String, String> files) {
        try {
            Path folder = Files.createTempDirectory("rubro-console");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL entry(Path file) {
        try {
            return Files.exists(file) ? file.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<URL> entries(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            String end = pattern.substring(1);
            return files.filter(file -> file.toString().endsWith(end))
                    .map(FolderModule::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public String name(String languageTag) {
        return id;
    }

    @Override
    public List<Permission> permissions() {
        return List.of();
    }

    @Override
    public Optional<String> changelog() {
        return Optional.empty();
    }

    @Override
    public Set<String> globalTables() {
        return Set.of();
    }

    @Override
    public String messages() {
        return "i18n";
    }
}
