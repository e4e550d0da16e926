package io.rubro.platform.module.internal;

import io.rubro.platform.module.Module;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;

/** A module as its bundle and descriptor say. */
record BundleModule(Bundle bundle, Descriptor read, String descriptor) implements Module {

    @Override
    public String id() {
        return read.id();
    }

    @Override
    public Kind kind() {
        return read.kind();
    }

    @Override
    public String version() {
        return bundle.getVersion().toString();
    }

    @Override
    public String name(String languageTag) {
        Map<String, String> names = read.name();
        String language = languageTag.split("-", 2)[0];
        return names.getOrDefault(languageTag, names.getOrDefault(language, names.getOrDefault("es", id())));
    }

    @Override
    public List<Permission> permissions() {
        return read.permissions();
    }

    @Override
    public Optional<String> changelog() {
        return Optional.ofNullable(read.changelog());
    }

    @Override
    public Set<String> globalTables() {
        return read.globalTables();
    }

    @Override
    public Set<String> roots() {
        return read.roots();
    }

    @Override
    public String messages() {
        return read.messages();
    }

    @Override
    public String toString() {
        return id() + " " + version();
    }
}
