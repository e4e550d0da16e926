package io.rubro.platform.observability.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.health.HealthCheck;
import io.rubro.platform.module.Module;
import io.rubro.platform.observability.internal.Exchange;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.rest.ResourcesPublished;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** On a real framework, with bundles that start, stop and do not resolve. */
class ReadinessTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es-AR");

    @TempDir
    Path cache;

    private Framework framework;
    private final List<ComponentConfigurationDTO> configurations = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, cache.toString(), Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "10"));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Readiness readiness() {
        ServiceComponentRuntime components = (ServiceComponentRuntime) Proxy.newProxyInstance(
                ReadinessTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" ->
                        configurations.stream()
                                .map(configuration -> configuration.description)
                                .toList();
                    case "getComponentConfigurationDTOs" ->
                        configurations.stream()
                                .filter(configuration -> configuration.description == args[0])
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Readiness readiness = new Readiness(framework.getBundleContext(), components);
        readiness.setDatabase(database(() -> Optional.of(1)));
        return readiness;
    }

    private interface Answer {
        Optional<Integer> give() throws InterruptedException;
    }

    private static GlobalSql database(Answer answer) {
        return (GlobalSql) Proxy.newProxyInstance(
                ReadinessTest.class.getClassLoader(),
                new Class<?>[] {GlobalSql.class},
                (self, method, args) -> switch (method.getName()) {
                    case "dialect" -> Dialect.DERBY;
                    case "queryOne" -> answer.give();
                    case "hashCode" -> 1;
                    case "equals" -> self == args[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Bundle install(String name, Map<String, String> headers) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(main::putValue);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        try (InputStream in = new ByteArrayInputStream(jar.toByteArray())) {
            return framework.getBundleContext().installBundle("test:" + name, in);
        }
    }

    private static Module module(Bundle bundle, Module.Kind kind, String changelog) {
        return (Module) Proxy.newProxyInstance(
                ReadinessTest.class.getClassLoader(),
                new Class<?>[] {Module.class},
                (self, method, args) -> switch (method.getName()) {
                    case "bundle" -> bundle;
                    case "id" -> "stock";
                    case "kind" -> kind;
                    case "changelog" -> Optional.ofNullable(changelog);
                    case "hashCode" -> 2;
                    case "equals" -> self == args[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void all_well_is_ready() throws Exception {
        install("io.rubro.fine", Map.of()).start();

        assertThat(readiness().missing(SPANISH)).isEmpty();
    }

    @Test
    void a_bundle_that_should_run_and_does_not_is_named() throws Exception {
        Bundle crm = install("io.rubro.crm", Map.of());
        crm.start();
        crm.stop(Bundle.STOP_TRANSIENT);

        assertThat(readiness().missing(SPANISH)).containsExactly("el paquete io.rubro.crm no está activo (resolved)");
        assertThat(readiness().missing(Locale.ENGLISH)).containsExactly("bundle io.rubro.crm is not active (resolved)");
    }

    @Test
    void a_bundle_stopped_on_purpose_and_a_plugin_that_does_not_run_are_not_missed() throws Exception {
        Bundle stopped = install("io.rubro.stopped", Map.of());
        stopped.start();
        stopped.stop();
        install("io.rubro.carniceria", Map.of("Rubro-Module", "RUBRO-INF/module.json"))
                .start(Bundle.START_TRANSIENT);

        assertThat(readiness().missing(SPANISH)).isEmpty();
    }

    @Test
    void a_module_must_be_registered_and_its_schema_made() throws Exception {
        Bundle stock = install("io.rubro.stock", Map.of("Rubro-Module", "RUBRO-INF/module.json"));
        stock.start();
        assertThat(readiness().missing(SPANISH))
                .containsExactly("el módulo del paquete io.rubro.stock no está registrado");

        Readiness readiness = readiness();
        readiness.addModule(module(stock, Module.Kind.CORE, "db/changelog.xml"));
        assertThat(readiness.missing(SPANISH)).containsExactly("el esquema de stock no está listo");

        Readiness later = readiness();
        later.addModule(module(stock, Module.Kind.CORE, "db/changelog.xml"));
        later.addSchema(() -> "stock");
        assertThat(later.missing(SPANISH)).isEmpty();
    }

    @Test
    void the_schema_of_a_plugin_does_not_keep_the_server_out_of_service() throws Exception {
        Bundle plugin = install("io.rubro.plugin", Map.of());
        Readiness readiness = readiness();
        readiness.addModule(module(plugin, Module.Kind.PLUGIN, "db/changelog.xml"));

        assertThat(readiness.missing(SPANISH)).isEmpty();
    }

    @Test
    void resources_that_do_not_answer_yet_are_missed_once_others_do() throws Exception {
        Bundle stock = install("io.rubro.stock", Map.of());
        stock.start();
        ServiceRegistration<?> resource = stock.getBundleContext()
                .registerService(Runnable.class, () -> {}, new Hashtable<>(Map.of("osgi.jaxrs.resource", "true")));
        long id = (Long) resource.getReference().getProperty(Constants.SERVICE_ID);

        Readiness without = readiness();
        without.addModule(module(stock, Module.Kind.CORE, null));
        assertThat(without.missing(SPANISH)).isEmpty();

        Readiness others = readiness();
        others.addModule(module(stock, Module.Kind.CORE, null));
        others.addPublished(published("crm", -1));
        assertThat(others.missing(SPANISH)).containsExactly("la API REST de stock no responde todavía");

        Readiness all = readiness();
        all.addModule(module(stock, Module.Kind.CORE, null));
        all.addPublished(published("crm", -1));
        all.addPublished(published("stock", id));
        assertThat(all.missing(SPANISH)).isEmpty();
    }

    @Test
    void a_service_replaced_by_its_equal_is_still_there() {
        Readiness readiness = readiness();
        readiness.addModule(module(framework, Module.Kind.CORE, "db/changelog.xml"));
        readiness.addSchema(new Schema("stock"));
        readiness.addSchema(new Schema("stock"));
        readiness.removeSchema(new Schema("stock"));

        assertThat(readiness.missing(SPANISH)).isEmpty();
    }

    private record Schema(String module) implements SchemaReady {}

    private static ResourcesPublished published(String module, long service) {
        return new Published(module, Set.of(service));
    }

    private record Published(String module, Set<Long> services) implements ResourcesPublished {}

    @Test
    void a_component_that_waits_says_for_what() throws Exception {
        ComponentConfigurationDTO waiting = new ComponentConfigurationDTO();
        waiting.description = new ComponentDescriptionDTO();
        waiting.description.name = "JpaContacts";
        waiting.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        UnsatisfiedReferenceDTO schema = new UnsatisfiedReferenceDTO();
        schema.name = "schema";
        schema.target = "(module=crm)";
        waiting.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {schema};
        configurations.add(waiting);

        assertThat(readiness().missing(SPANISH)).containsExactly("JpaContacts espera schema (module=crm)");
    }

    @Test
    void a_database_that_is_absent_fails_or_hangs_is_missed() {
        Readiness absent = readiness();
        GlobalSql failing = database(() -> {
            throw new IllegalStateException("down");
        });
        absent.setDatabase(failing);
        assertThat(absent.missing(SPANISH)).containsExactly("la base de datos no responde");

        Readiness gone = readiness();
        gone.setDatabase(failing);
        gone.unsetDatabase(failing);
        assertThat(gone.missing(SPANISH)).containsExactly("la base de datos no responde");

        CountDownLatch never = new CountDownLatch(1);
        Readiness hanging = readiness();
        hanging.setDatabase(database(() -> {
            never.await();
            return Optional.of(1);
        }));
        assertThat(hanging.missing(SPANISH)).containsExactly("la base de datos no responde");
        hanging.close();
    }

    @Test
    void the_start_level_must_be_reached() throws Exception {
        framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(1);
        Framework low = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.resolve("low").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "10"));
        low.init();
        RuntimeState state = new RuntimeState(low.getBundleContext(), noComponents());

        assertThat(state.missing(List.of(), Set.of())).extracting(Missing::what).containsExactly("boot");
        low.stop();
    }

    private static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                ReadinessTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (self, method, args) -> List.of());
    }

    @Test
    void a_check_of_a_module_is_heard_in_the_language_asked_for() throws Exception {
        Readiness readiness = readiness();
        readiness.addCheck(new HealthCheck() {
            @Override
            public String name() {
                return "plugins";
            }

            @Override
            public Optional<String> problem(Locale locale) {
                return Optional.of(locale.getLanguage().equals("en") ? "plugins are starting" : "arrancan los plugins");
            }
        });
        HealthServlet servlet = new HealthServlet(readiness);

        Exchange spanish = Exchange.get(servlet, "/ready", "127.0.0.1", Map.of());
        assertThat(spanish.status).isEqualTo(503);
        assertThat(spanish.headers).containsEntry("Retry-After", "1");
        assertThat(spanish.body()).contains("\"not-ready\"").contains("\"missing\":[\"arrancan los plugins\"]");
        assertThat(Exchange.get(servlet, "/ready", "127.0.0.1", Map.of("Accept-Language", "en"))
                        .body())
                .contains("plugins are starting");
    }

    @Test
    void liveness_needs_nothing_and_other_paths_do_not_exist() throws Exception {
        HealthServlet servlet = new HealthServlet(readiness());

        Exchange alive = Exchange.get(servlet, null, "127.0.0.1", Map.of());
        assertThat(alive.status).isEqualTo(200);
        assertThat(alive.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(Exchange.get(servlet, "/ready", "127.0.0.1", Map.of()).status)
                .isEqualTo(200);
        assertThat(Exchange.get(servlet, "/other", "127.0.0.1", Map.of()).status)
                .isEqualTo(404);
    }
}
