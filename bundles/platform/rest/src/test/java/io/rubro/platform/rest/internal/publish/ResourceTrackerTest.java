package io.rubro.platform.rest.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.SlowResource;
import io.rubro.platform.rest.internal.call.IdempotentCalls;
import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestMessages;
import io.rubro.platform.rest.internal.testing.TestModule;
import io.rubro.platform.security.Authenticated;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.ws.rs.GET;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** Services of a real framework are published and taken away, each bundle for itself. */
class ResourceTrackerTest {

    private static final Dictionary<String, Object> RESOURCE = new Hashtable<>(Map.of("osgi.jaxrs.resource", true));

    @TempDir
    private Path folder;

    private Framework framework;
    private Routes routes;
    private ResourceTracker tracker;

    /** A resource whose answer would come when its caller is gone. */
    @javax.ws.rs.Path("later")
    public static class Later {
        @GET
        @Authenticated
        public CompletionStage<String> get() {
            return CompletableFuture.completedFuture("");
        }
    }

    /** A resource whose methods would not be found when it is published. */
    @javax.ws.rs.Path("locator")
    public static class Locator {
        @javax.ws.rs.Path("inner")
        public Object inner() {
            return new NotesResource();
        }
    }

    @BeforeEach
    void start() throws BundleException, InvalidSyntaxException {
        framework = new FrameworkFactory()
                .newFramework(Map.of("org.osgi.framework.storage", folder.toString(), "felix.log.level", "0"));
        framework.start();
        routes = new Routes(framework.getBundleContext());
        tracker = new ResourceTracker(
                framework.getBundleContext(), new ModuleServers(new IdempotentCalls(), new TestMessages()), routes);
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        tracker.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Bundle install(String name) throws BundleException, IOException {
        Bundle bundle = framework.getBundleContext().installBundle(name, emptyBundle(name));
        bundle.start();
        return bundle;
    }

    private static InputStream emptyBundle(String name) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        return new ByteArrayInputStream(jar.toByteArray());
    }

    private static ServiceRegistration<?> offer(Bundle bundle, Object resource) {
        return bundle.getBundleContext().registerService(resource.getClass().getName(), resource, RESOURCE);
    }

    private ServiceRegistration<?> module(Bundle bundle, String id) {
        return module(bundle, id, Set.of());
    }

    /** Registered by the bundle itself here, so that it goes with it. */
    private ServiceRegistration<?> module(Bundle bundle, String id, Set<String> roots) {
        BundleContext owner = roots.isEmpty() ? framework.getBundleContext() : bundle.getBundleContext();
        return owner.registerService(
                Module.class, new TestModule(id, Module.Kind.CORE, bundle, roots), new Hashtable<>());
    }

    private Optional<ModuleServer> server(String id) {
        return routes.at("/api/v1/" + id);
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void the_resources_of_a_bundle_are_one_server_whichever_comes_first() throws Exception {
        Bundle first = install("first");
        offer(first, new NotesResource());
        offer(first, new SlowResource());
        module(first, "first");
        Bundle second = install("second");
        module(second, "second");
        offer(second, new NotesResource());

        eventually(() -> server("first").isPresent() && server("second").isPresent());
        assertThat(server("first").orElseThrow().resources())
                .containsExactlyInAnyOrder(NotesResource.class, SlowResource.class);
        assertThat(server("second").orElseThrow().resources()).containsExactly(NotesResource.class);
    }

    @Test
    void a_change_makes_a_new_server_of_that_bundle_only() throws Exception {
        Bundle first = install("first");
        module(first, "first");
        offer(first, new NotesResource());
        Bundle second = install("second");
        module(second, "second");
        offer(second, new NotesResource());
        eventually(() -> server("first").isPresent() && server("second").isPresent());
        ModuleServer untouched = server("second").orElseThrow();

        ServiceRegistration<?> more = offer(first, new SlowResource());
        eventually(() -> server("first").orElseThrow().resources().size() == 2);
        more.unregister();
        eventually(() -> server("first").orElseThrow().resources().size() == 1);
        assertThat(server("second")).containsSame(untouched);
        assertThat(untouched.enter()).isTrue();
        untouched.leave();
    }

    @Test
    void a_bundle_that_stops_is_unavailable_and_one_that_is_uninstalled_is_not_there() throws Exception {
        Bundle bundle = install("first");
        ServiceRegistration<?> module = module(bundle, "first");
        offer(bundle, new NotesResource());
        eventually(() -> server("first").isPresent());
        bundle.stop();
        module.unregister();
        eventually(() -> server("first").isEmpty());
        assertThat(routes.find("/v1/first/notes").problem().status()).isEqualTo(503);
        bundle.uninstall();
        assertThat(routes.find("/v1/first/notes").problem().status()).isEqualTo(404);
    }

    @Test
    void a_second_bundle_at_the_same_path_waits_for_the_first_to_leave() throws Exception {
        Bundle first = install("first");
        ServiceRegistration<?> module = module(first, "shared");
        offer(first, new NotesResource());
        eventually(() -> server("shared").isPresent());
        Bundle second = install("second");
        module(second, "shared");
        offer(second, new SlowResource());
        Bundle witness = install("witness");
        module(witness, "witness");
        offer(witness, new NotesResource());
        eventually(() -> server("witness").isPresent());
        assertThat(server("shared").orElseThrow().bundle()).isEqualTo(first.getBundleId());

        module.unregister();
        first.uninstall();
        eventually(() ->
                server("shared").filter(s -> s.bundle() == second.getBundleId()).isPresent());
    }

    @Test
    void a_module_with_roots_answers_there_and_nobody_else_may() throws Exception {
        Bundle first = install("first");
        module(first, "first", Set.of("crm", "clientes"));
        offer(first, new NotesResource());
        eventually(() -> routes.at("/api/crm").isPresent());
        assertThat(routes.at("/api/clientes")).isEqualTo(routes.at("/api/crm"));
        assertThat(routes.servers()).hasSize(1);
        Bundle second = install("second");
        module(second, "second", Set.of("clientes", "facturas"));
        offer(second, new SlowResource());
        Bundle witness = install("witness");
        module(witness, "witness");
        offer(witness, new NotesResource());
        eventually(() -> server("witness").isPresent());
        assertThat(routes.at("/api/facturas")).isEmpty();

        first.uninstall();
        eventually(() -> routes.at("/api/facturas").isPresent());
        assertThat(routes.at("/api/clientes")).isEqualTo(routes.at("/api/facturas"));
    }

    @Test
    void a_dialect_is_that_of_its_bundle_and_comes_and_goes_with_it() throws Exception {
        Bundle first = install("first");
        module(first, "first");
        offer(first, new NotesResource());
        Bundle second = install("second");
        module(second, "second");
        offer(second, new NotesResource());
        eventually(() -> server("first").isPresent() && server("second").isPresent());
        ApiDialect dialect = refusal -> new ApiDialect.Answer(refusal.status(), "{}");
        ServiceRegistration<?> spoken =
                first.getBundleContext().registerService(ApiDialect.class, dialect, new Hashtable<>());
        eventually(() -> server("first").orElseThrow().dialect() == dialect);
        assertThat(server("second").orElseThrow().dialect()).isNull();
        spoken.unregister();
        eventually(() -> server("first").orElseThrow().dialect() == null);
    }

    @Test
    void resources_of_a_bundle_that_is_no_module_are_not_published() throws Exception {
        offer(install("orphan"), new NotesResource());
        Bundle witness = install("witness");
        module(witness, "witness");
        offer(witness, new NotesResource());
        eventually(() -> server("witness").isPresent());
        assertThat(routes.servers()).hasSize(1);
    }

    @Test
    void a_resource_that_would_lose_its_caller_is_not_published() throws Exception {
        Bundle bundle = install("first");
        module(bundle, "first");
        offer(bundle, new Later());
        offer(bundle, new Locator());
        offer(bundle, new NotesResource());
        eventually(() -> server("first").isPresent());
        assertThat(server("first").orElseThrow().resources()).containsExactly(NotesResource.class);
    }

    @Test
    void nothing_is_left_when_it_stops() throws Exception {
        Bundle bundle = install("first");
        module(bundle, "first");
        offer(bundle, new NotesResource());
        eventually(() -> server("first").isPresent());
        tracker.stop();
        assertThat(routes.servers()).isEmpty();
        assertThat(bundle.getRegisteredServices()[0].getUsingBundles()).isNull();
    }
}
