package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.Events;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A plugin that publishes and subscribes leaves nothing of itself behind. */
class UnloadingTest {

    @EventType("probe.plugin.happened")
    public record PluginEvent(Id record, Part part) implements DomainEvent {
        @Override
        public Id aggregate() {
            return record;
        }
    }

    public record Part(BigDecimal amount) {}

    /** Publishes with {@code accept}, receives, and fails once so that the journal has its exception to speak of. */
    public static final class Plugin implements EventSubscriber, Consumer<Events> {

        private final AtomicInteger failures = new AtomicInteger(1);
        public final AtomicInteger received = new AtomicInteger();

        @Override
        public void accept(Events events) {
            events.publish(new PluginEvent(new Id(5), new Part(new BigDecimal("1.50"))));
        }

        @Override
        public String name() {
            return "probe.plugin";
        }

        @Override
        public Set<String> types() {
            return Set.of("probe.plugin.happened");
        }

        @Override
        public void on(JournalEvent event) {
            if (failures.getAndDecrement() > 0) {
                throw new PluginException();
            }
            assertThat(event.payload(PluginEvent.class).part().amount()).isEqualTo("1.50");
            received.incrementAndGet();
        }

        @Override
        public String toString() {
            return received.toString();
        }
    }

    public static final class PluginException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Loads the plugin's classes again, as a bundle of its own would. */
    private static final class PluginLoader extends ClassLoader {

        PluginLoader() {
            super(UnloadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(UnloadingTest.class.getName() + "$P")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void the_classes_of_a_plugin_that_left_are_collected() throws Exception {
        try (TestPlatform platform = TestDatabase.DERBY.start();
                JournalNode node = JournalNode.on(platform)) {
            WeakReference<ClassLoader> gone = comeAndGo(node);
            Await.until(
                    () -> {
                        System.gc();
                        return gone.get() == null;
                    },
                    () -> "something still holds the plugin's class loader");
        }
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> comeAndGo(JournalNode node) throws Exception {
        ClassLoader loader = new PluginLoader();
        Object plugin = loader.loadClass(Plugin.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(plugin.getClass()).isNotSameAs(Plugin.class);
        node.bind((EventSubscriber) plugin);
        for (int i = 0; i < 5; i++) {
            Tenant.run(new Id(1), () -> node.transactions.run(() -> ((Consumer<Events>) plugin).accept(node.events)));
        }
        Await.until(() -> plugin.toString().equals("5"), () -> "received " + plugin);
        node.delivery.unbind((EventSubscriber) plugin);
        return new WeakReference<>(loader);
    }
}
