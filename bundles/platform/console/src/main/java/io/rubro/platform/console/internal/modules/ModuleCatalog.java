package io.rubro.platform.console.internal.modules;

import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ResourcesPublished;
import io.rubro.platform.security.Caller;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running modules and what each adds to the console. Tells open screens when one comes or goes. */
@Component(service = ModuleCatalog.class)
public final class ModuleCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleCatalog.class);

    private final LiveStreams live;
    private final Map<Module, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Module module, String revision, ConsoleSection.Read read, ConsoleModule shown) {

        static Entry of(Module module) {
            Bundle bundle = module.bundle();
            ConsoleSection.Read read = read(module);
            String revision =
                    Long.toString(bundle.getBundleId(), 36) + "-" + Long.toString(bundle.getLastModified(), 36);
            return new Entry(
                    module,
                    revision,
                    read,
                    new ConsoleModule(
                            module.id(),
                            module.kind().name().toLowerCase(Locale.ROOT),
                            module.version(),
                            revision,
                            read.name(),
                            "/console/modules/" + module.id() + "/" + revision + "/",
                            module.basePath(),
                            bundle.getEntry("console/main.js") == null ? null : "main.js",
                            languages(bundle),
                            read.section(),
                            List.of()));
        }

        /** A module whose section is wrong still runs: it only adds nothing to the console. */
        private static ConsoleSection.Read read(Module module) {
            try {
                return ConsoleSection.read(module.descriptor());
            } catch (IllegalArgumentException e) {
                LOG.error("section console of module {}: {}", module.id(), e.getMessage());
                return new ConsoleSection.Read(Map.of("es", module.name("es")), ConsoleSection.EMPTY);
            }
        }

        private static List<String> languages(Bundle bundle) {
            @Nullable Enumeration<URL> files = bundle.findEntries("console/i18n", "*.json", false);
            return files == null
                    ? List.of()
                    : Collections.list(files).stream()
                            .map(URL::getPath)
                            .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".json".length()))
                            .sorted()
                            .toList();
        }

        ConsoleModule forCaller(Caller caller, @Nullable String country) {
            return new ConsoleModule(
                    shown.id(),
                    shown.kind(),
                    shown.version(),
                    shown.revision(),
                    shown.name(),
                    shown.assets(),
                    shown.rest(),
                    shown.script(),
                    shown.languages(),
                    read.section().forCaller(caller, country),
                    read.section().deniedTo(caller, country));
        }
    }

    @Activate
    public ModuleCatalog(@Reference LiveStreams live) {
        this.live = live;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addModule(Module module) {
        entries.put(module, Entry.of(module));
        live.modulesChanged();
    }

    public void removeModule(Module module) {
        entries.remove(module);
        live.modulesChanged();
    }

    /** A module is of use to a screen when its resources answer. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addResources(ResourcesPublished published) {
        live.modulesChanged();
    }

    public void removeResources(ResourcesPublished published) {
        live.modulesChanged();
    }

    /**
     * All running modules with what the caller may see of them: those in the box first, then the plugins.
     *
     * @param country where the organisation it works in is, ISO 3166 alpha-2; null if it works in none
     */
    public List<ConsoleModule> list(Caller caller, @Nullable String country) {
        List<Entry> all = new ArrayList<>(entries.values());
        all.sort(Comparator.comparing((Entry e) -> e.module.kind()).thenComparing(e -> e.module.id()));
        return all.stream().map(e -> e.forCaller(caller, country)).toList();
    }

    /** The bundle of a running module, if this is its revision. */
    public Optional<Bundle> bundle(String id, String revision) {
        return entries.values().stream()
                .filter(e -> e.module.id().equals(id) && e.revision.equals(revision))
                .map(e -> e.module.bundle())
                .findFirst();
    }

    /** The id of the module in a bundle. */
    public Optional<String> moduleOf(Bundle bundle) {
        return entries.values().stream()
                .filter(e -> e.module.bundle().equals(bundle))
                .map(e -> e.module.id())
                .findFirst();
    }
}
