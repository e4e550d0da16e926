package io.rubro.platform.module.internal;

import io.rubro.platform.module.Messages;
import io.rubro.platform.module.Module;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for active bundles with the header {@code Rubro-Module} and registers a {@link Module} for each, as long as it
 * is active. A descriptor that cannot be read, or an id that is taken, is logged and the bundle ignored.
 */
@Component(service = Messages.class, immediate = true)
public final class ModuleExtender extends BundleTracker<ServiceRegistration<Module>> implements Messages {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleExtender.class);

    private final Map<String, Bundle> owners = new ConcurrentHashMap<>();
    private final BundleTexts texts = new BundleTexts();

    @Activate
    public ModuleExtender(BundleContext context) {
        super(context, Bundle.ACTIVE, null);
        open();
    }

    @Override
    public @Nullable ServiceRegistration<Module> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        @Nullable String path = bundle.getHeaders().get("Rubro-Module");
        if (path == null) {
            return null;
        }
        try {
            BundleModule module = read(bundle, path);
            @Nullable Bundle owner = owners.putIfAbsent(module.id(), bundle);
            if (owner != null) {
                LOG.error("module id {} of {} is taken by {}; ignored", module.id(), bundle, owner);
                return null;
            }
            texts.add(module);
            Dictionary<String, Object> properties = new Hashtable<>(Map.of("module", module.id()));
            return context.registerService(Module.class, module, properties);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{} of {}: {}", path, bundle, e.getMessage());
            return null;
        }
    }

    private static BundleModule read(Bundle bundle, String path) throws IOException {
        @Nullable URL url = bundle.getEntry(path);
        if (url == null) {
            throw new IOException("no such file");
        }
        try (InputStream in = url.openStream()) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new BundleModule(bundle, Descriptor.parse(json), json);
        }
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, ServiceRegistration<Module> registration) {
        registration.unregister();
        owners.values().removeIf(bundle::equals);
        texts.remove(bundle);
    }

    @Override
    public Optional<String> text(Locale locale, String key, Map<String, Object> args) {
        return texts.text(locale, key, args);
    }

    /** Lets go of all modules. */
    @Deactivate
    @Override
    public void close() {
        super.close();
    }
}
