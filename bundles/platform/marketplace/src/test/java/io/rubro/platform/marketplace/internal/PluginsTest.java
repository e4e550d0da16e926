package io.rubro.platform.marketplace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.platform.ids.Id;
import io.rubro.platform.marketplace.internal.PluginState.State;
import io.rubro.platform.marketplace.sample.SampleActivator;
import io.rubro.platform.marketplace.testing.KarBuilder;
import io.rubro.platform.marketplace.testing.KarBuilder.JarBuilder;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.ResourcesPublished;
import io.rubro.platform.security.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class PluginsTest {

    private static TestPlatform platform;

    @TempDir
    Path folder;

    private Harness harness;

    @BeforeAll
    static void database() {
        platform = TestDatabase.DERBY.start();
        platform.migrate("marketplace", "db/changelog.xml", "plugin");
    }

    @AfterAll
    static void closeDatabase() {
        platform.close();
    }

    @BeforeEach
    void open() {
        platform.globalSql().update("delete from marketplace.plugin");
        harness = new Harness(platform, folder);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static JarBuilder jar(String id, String version) {
        return JarBuilder.plugin(id, version)
                .type(SampleActivator.class)
                .type(SampleActivator.Work.class)
                .header("Bundle-Activator", SampleActivator.class.getName())
                .header("Import-Package", "org.osgi.framework");
    }

    private static KarBuilder kar(String id, String version) {
        return new KarBuilder().with(jar(id, version));
    }

    private PluginState install(KarBuilder kar) {
        return install(kar, false);
    }

    private PluginState install(KarBuilder kar, boolean force) {
        try {
            return harness.plugins.install(new ByteArrayInputStream(kar.bytes()), force);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException refused(Runnable work) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, work::run);
        assertThat(problem).as("refused").isNotNull();
        return problem;
    }

    private String refusal(KarBuilder kar) {
        ProblemException problem = refused(() -> install(kar));
        return problem.status() + " " + problem.code();
    }

    private List<String> states() {
        return harness.plugins.all(Locale.ENGLISH).stream()
                .map(plugin -> plugin.id() + " " + plugin.version() + " " + plugin.state())
                .toList();
    }

    private Bundle only(String name) {
        List<Bundle> found = harness.server.bundles(name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> files() {
        Path plugins = harness.server.data().resolve("plugins");
        try (Stream<Path> walk = Files.walk(plugins)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> plugins.relativize(file).toString().replaceFirst("-[0-9a-f]{12}\\.kar$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which bundles there are, since when, and in which state: nothing of it may change for the others. */
    private Map<Long, String> others() {
        return Arrays.stream(harness.server.context().getBundles())
                .filter(bundle -> !bundle.getSymbolicName().startsWith("test."))
                .collect(Collectors.toMap(
                        Bundle::getBundleId,
                        bundle -> bundle.getState() + " " + bundle.getLastModified() + " "
                                + System.identityHashCode(bundle.adapt(BundleWiring.class))));
    }

    @Test
    void installing_starts_the_plugin_and_remembers_it() {
        PluginState plugin = install(kar("carniceria", "1.0.0"));

        assertThat(plugin.state()).isEqualTo(State.RUNNING);
        assertThat(plugin.signed()).isFalse();
        assertThat(plugin.license()).isEqualTo("Apache-2.0");
        assertThat(plugin.permissions())
                .extracting(PluginState.Permission::id)
                .containsExactly("carniceria.thing.read");
        assertThat(only("test.carniceria").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(files()).containsExactly("carniceria/1.0.0");
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
    }

    @Test
    void an_upgrade_replaces_the_old_version_and_touches_nobody_else() {
        harness.server.install(JarBuilder.bundle("io.rubro.crm", "0.1.0"));
        install(kar("carniceria", "1.0.0"));
        install(kar("bar", "1.0.0"));
        Map<Long, String> before = others();
        long bar = only("test.bar").getBundleId();

        install(kar("carniceria", "1.1.0"));

        assertThat(states()).containsExactly("bar 1.0.0 RUNNING", "carniceria 1.1.0 RUNNING");
        assertThat(only("test.carniceria").getVersion()).hasToString("1.1.0");
        assertThat(only("test.bar").getBundleId()).isEqualTo(bar);
        assertThat(others()).isEqualTo(before);
        assertThat(files()).containsExactly("bar/1.0.0", "carniceria/1.1.0");
    }

    @Test
    void twenty_versions_later_nothing_is_left_of_them() {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        install(kar("carniceria", "1.0.0"));
        int bundles = harness.server.context().getBundles().length;
        for (int i = 1; i <= 20; i++) {
            loaders.add(new WeakReference<>(
                    only("test.carniceria").adapt(BundleWiring.class).getClassLoader()));
            install(kar("carniceria", "1." + i + ".0"));
        }
        loaders.add(new WeakReference<>(
                only("test.carniceria").adapt(BundleWiring.class).getClassLoader()));
        harness.plugins.remove("carniceria");

        assertThat(harness.server.context().getBundles()).hasSize(bundles - 1);
        assertThat(harness.server
                        .context()
                        .getBundle(0)
                        .adapt(FrameworkWiring.class)
                        .getRemovalPendingBundles())
                .isEmpty();
        assertThat(loaders).allSatisfy(loader -> assertThat(collected(loader)).isTrue());
        assertThat(files()).isEmpty();
    }

    private static boolean collected(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
            byte[] pressure = new byte[1 << 20];
            assertThat(pressure).hasSize(1 << 20);
        }
        return reference.get() == null;
    }

    @Test
    void a_version_that_does_not_start_leaves_the_old_one_running() {
        install(kar("carniceria", "1.0.0"));
        long old = only("test.carniceria").getBundleId();

        ProblemException problem = refused(
                () -> install(new KarBuilder().with(jar("carniceria", "2.0.0").header("Test-Fails", "true"))));

        assertThat(problem.code()).isEqualTo("marketplace.does-not-start");
        assertThat(problem.args()).containsEntry("reason", "no scale attached");
        assertThat(only("test.carniceria").getBundleId()).isEqualTo(old);
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
        assertThat(files()).containsExactly("carniceria/1.0.0");
    }

    @Test
    void a_version_that_never_becomes_ready_leaves_the_old_one_running() {
        install(kar("carniceria", "1.0.0"));

        ProblemException problem = refused(
                () -> install(new KarBuilder().with(jar("carniceria", "2.0.0").header("Test-Nameless", "true"))));

        assertThat(problem.code()).isEqualTo("marketplace.not-ready");
        assertThat(problem.args().get("reasons")).asString().contains("marketplace.lacks.module");
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
    }

    @Test
    void a_component_that_waits_in_vain_is_named() {
        ComponentConfigurationDTO waiting = new ComponentConfigurationDTO();
        waiting.description = new ComponentDescriptionDTO();
        waiting.description.name = "ScaleResource";
        waiting.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        UnsatisfiedReferenceDTO telemetry = new UnsatisfiedReferenceDTO();
        telemetry.name = "telemetry";
        waiting.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {telemetry};
        harness.configurations.add(waiting);

        ProblemException problem = refused(() -> install(kar("carniceria", "1.0.0")));

        assertThat(problem.args().get("reasons")).asString().contains("ScaleResource", "telemetry");
        assertThat(states()).isEmpty();
        assertThat(harness.server.bundles("test.carniceria")).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_plugin_whose_resources_are_never_served_does_not_replace_the_old_one() {
        ServiceRegistration<ResourcesPublished> own = harness.serve("marketplace", 1);
        KarBuilder withResource =
                new KarBuilder().with(jar("carniceria", "1.0.0").header("Test-Resource", "true"));
        ProblemException problem = refused(() -> install(withResource));
        assertThat(problem.args().get("reasons")).asString().contains("marketplace.lacks.rest");

        own.unregister();
        assertThat(install(withResource).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void a_plugin_is_installed_when_its_resources_are_served() {
        harness.serve("marketplace", 1);
        CompletableFuture<PluginState> installed = CompletableFuture.supplyAsync(
                () -> install(new KarBuilder().with(jar("carniceria", "1.0.0").header("Test-Resource", "true"))));
        await(() -> !harness.server.bundles("test.carniceria").isEmpty()
                && only("test.carniceria").getRegisteredServices() != null);
        assertThat(installed).isNotDone();

        long resource =
                (Long) only("test.carniceria").getRegisteredServices()[0].getProperty(Constants.SERVICE_ID);
        harness.serve("carniceria", resource);

        assertThat(installed.join().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void the_same_the_other_and_the_older_build_are_told_apart() {
        install(kar("carniceria", "1.1.0"));

        assertThat(refusal(kar("carniceria", "1.1.0"))).isEqualTo("409 marketplace.installed");
        KarBuilder rebuilt = new KarBuilder().with(jar("carniceria", "1.1.0").file("note", new byte[1]));
        assertThat(refusal(rebuilt)).isEqualTo("409 marketplace.same-version");
        assertThat(refusal(kar("carniceria", "1.0.9"))).isEqualTo("409 marketplace.older");
        KarBuilder imposter = new KarBuilder()
                .with(JarBuilder.bundle("test.other", "9.0.0")
                        .header("Rubro-Module", "RUBRO-INF/module.json")
                        .descriptor("carniceria", "plugin", "[0.1,1)", "MIT"));
        assertThat(refusal(imposter)).isEqualTo("409 marketplace.other-plugin");

        assertThat(install(rebuilt, true).state()).isEqualTo(State.RUNNING);
        assertThat(install(kar("carniceria", "1.0.9"), true).version()).isEqualTo("1.0.9");
        assertThat(files()).containsExactly("carniceria/1.0.9");
    }

    @Test
    void a_plugin_for_another_platform_or_with_the_name_of_a_core_module_is_refused() throws Exception {
        JarBuilder future = jar("carniceria", "1.0.0").descriptor("carniceria", "plugin", "[7,8)", "MIT");
        assertThat(refusal(new KarBuilder().with(future))).isEqualTo("422 marketplace.wrong-platform");

        Bundle crm = harness.server.install(JarBuilder.bundle("test.crm", "0.1.0")
                .header("Rubro-Module", "x")
                .header("Test-Core", "true"));
        crm.start();
        assertThat(refusal(kar("crm", "1.0.0"))).isEqualTo("409 marketplace.id-taken");
    }

    @Test
    void what_a_plugin_may_not_import_export_or_require_is_named() {
        String[][] wrong = {
            {"Import-Package", "io.rubro.platform.persistence.global", "imports"},
            {"Import-Package", "io.rubro.crm.internal.model", "imports"},
            {"DynamicImport-Package", "*", "imports"},
            {"DynamicImport-Package", "io.rubro.platform.*", "imports"},
            {"DynamicImport-Package", "io.rubro.platform.persistence.global", "imports"},
            {"Export-Package", "io.rubro.platform.security", "exports"},
            {"Require-Bundle", "io.rubro.platform-api", "requires-bundle"}
        };
        for (String[] rule : wrong) {
            KarBuilder kar =
                    new KarBuilder().with(JarBuilder.plugin("a1", "1.0.0").header(rule[0], rule[1]));
            assertThat(refusal(kar)).as("%s: %s", rule[0], rule[1]).isEqualTo("422 marketplace.rule." + rule[2]);
        }
        assertThat(harness.server.bundles("test.a1")).isEmpty();
        assertThat(files()).isEmpty();

        KarBuilder allowed = new KarBuilder()
                .with(JarBuilder.plugin("a1", "1.0.0")
                        .header("Import-Package", "io.rubro.platform.persistence,io.rubro.platform.events"));
        assertThat(install(allowed).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void what_nobody_offers_is_named() {
        KarBuilder kar = new KarBuilder()
                .with(JarBuilder.plugin("a1", "1.0.0")
                        .header("Import-Package", "com.example.nowhere;version=\"[3,4)\""));

        ProblemException problem = refused(() -> install(kar));

        assertThat(problem.code()).isEqualTo("marketplace.unresolved");
        assertThat(problem.args().get("names")).asString().contains("com.example.nowhere");
    }

    private static KarBuilder withLibrary(String id, String version, String library) {
        return new KarBuilder()
                .with(jar(id, version).header("Import-Package", "org.osgi.framework,greeting"))
                .with(JarBuilder.bundle("greeting", library)
                        .header("Export-Package", "greeting;version=" + library)
                        .file("greeting/text", new byte[0]));
    }

    private static List<String> providers(Bundle bundle) {
        return bundle.adapt(BundleWiring.class).getRequiredWires("osgi.wiring.package").stream()
                .map(wire -> wire.getProvider().getSymbolicName() + " "
                        + wire.getProvider().getVersion())
                .filter(name -> name.startsWith("greeting"))
                .toList();
    }

    @Test
    void each_plugin_has_its_own_libraries() {
        install(withLibrary("one", "1.0.0", "1.0.0"));
        install(withLibrary("two", "1.0.0", "2.0.0"));
        install(withLibrary("three", "1.0.0", "2.0.0"));
        assertThat(providers(only("test.one"))).containsExactly("greeting 1.0.0");
        assertThat(providers(only("test.two"))).containsExactly("greeting 2.0.0");
        long three = only("test.three").getBundleId();

        install(withLibrary("one", "1.1.0", "3.0.0"));
        assertThat(providers(only("test.one"))).containsExactly("greeting 3.0.0");

        harness.plugins.remove("two");
        assertThat(only("test.three").getBundleId()).isEqualTo(three);
        assertThat(only("test.three").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(harness.server.bundles("greeting")).hasSize(2);
    }

    @Test
    void nobody_of_the_platform_is_ever_wired_to_a_plugin() throws Exception {
        install(withLibrary("one", "1.0.0", "1.0.0"));
        Bundle curious = harness.server.install(JarBuilder.bundle("curious", "1.0.0")
                .header("Import-Package", "greeting;resolution:=optional")
                .header("DynamicImport-Package", "greeting"));
        curious.start();
        assertThat(curious.getResource("greeting/text")).isNull();

        install(withLibrary("one", "1.1.0", "1.0.0"));
        assertThat(curious.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(providers(curious)).isEmpty();
    }

    @Test
    void a_wire_made_before_the_walls_were_up_is_cut_at_the_start() throws Exception {
        install(withLibrary("one", "1.0.0", "1.0.0"));
        harness.kill();
        harness.server.start();
        Bundle curious = harness.server.install(
                JarBuilder.bundle("curious", "1.0.0").header("Import-Package", "greeting;resolution:=optional"));
        curious.start();
        assertThat(providers(curious)).containsExactly("greeting 1.0.0");

        harness.open();

        assertThat(providers(curious)).isEmpty();
        assertThat(curious.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(states()).containsExactly("one 1.0.0 RUNNING");
    }

    @Test
    void a_singleton_can_be_upgraded_too() {
        install(new KarBuilder().with(jar("a1", "1.0.0").header("Bundle-SymbolicName", "test.a1;singleton:=true")));
        install(new KarBuilder().with(jar("a1", "1.1.0").header("Bundle-SymbolicName", "test.a1;singleton:=true")));

        assertThat(states()).containsExactly("a1 1.1.0 RUNNING");
    }

    @Test
    void plugins_come_back_after_a_restart_and_after_the_cache_was_wiped() {
        install(withLibrary("carniceria", "1.0.0", "1.0.0"));

        harness.restart();
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
        assertThat(only("test.carniceria").getState()).isEqualTo(Bundle.ACTIVE);

        harness.kill();
        harness.server.wipeCache();
        harness.server.start();
        assertThat(harness.server.bundles("test.carniceria")).isEmpty();
        harness.open();
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
        assertThat(providers(only("test.carniceria"))).containsExactly("greeting 1.0.0");
    }

    @Test
    void plugins_wait_until_the_server_has_started_so_far() throws Exception {
        FrameworkStartLevel levels = harness.server.levels();
        levels.setInitialBundleStartLevel(3);
        levels.setStartLevel(3);
        await(() -> levels.getStartLevel() == 3);
        install(kar("carniceria", "1.0.0"));
        harness.kill();

        harness.server.start();
        harness.openWithoutWaiting();
        await(() -> !harness.server.bundles("test.carniceria").isEmpty());
        assertThat(harness.plugins.problem(Locale.ENGLISH)).isPresent();
        assertThat(only("test.carniceria").getState()).isNotEqualTo(Bundle.ACTIVE);

        harness.server.levels().setStartLevel(3);
        await(() -> harness.plugins.problem(Locale.ENGLISH).isEmpty());
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void a_stopped_plugin_stays_stopped_and_starts_again() {
        install(kar("carniceria", "1.0.0"));
        assertThat(harness.plugins.stop("carniceria").state()).isEqualTo(State.STOPPED);
        assertThat(only("test.carniceria").getState()).isEqualTo(Bundle.RESOLVED);

        harness.restart();
        assertThat(states()).containsExactly("carniceria 1.0.0 STOPPED");

        install(kar("carniceria", "1.1.0"));
        assertThat(states()).containsExactly("carniceria 1.1.0 STOPPED");

        assertThat(harness.plugins.start("carniceria").state()).isEqualTo(State.RUNNING);
        harness.restart();
        assertThat(states()).containsExactly("carniceria 1.1.0 RUNNING");
    }

    @Test
    void a_removed_plugin_is_gone_also_after_a_restart() {
        install(kar("carniceria", "1.0.0"));
        harness.plugins.remove("carniceria");

        assertThat(refused(() -> harness.plugins.get("carniceria", Locale.ENGLISH))
                        .status())
                .isEqualTo(404);
        assertThat(refused(() -> harness.plugins.remove("carniceria")).status()).isEqualTo(404);
        harness.restart();
        assertThat(states()).isEmpty();
        assertThat(harness.server.bundles("test.carniceria")).isEmpty();
    }

    @Test
    void killed_before_the_row_was_written_the_old_version_runs_and_the_new_one_is_cleared_away() throws Exception {
        install(kar("carniceria", "1.0.0"));
        PluginRow old = new PluginStore(platform.transactions(), platform.globalSql())
                .all()
                .get(0);
        Path oldFile = harness.server.data().resolve("plugins/carniceria");
        Path saved = folder.resolve("saved");
        Files.createDirectory(saved);
        try (Stream<Path> list = Files.list(oldFile)) {
            Path kar = list.findAny().orElseThrow();
            Files.copy(kar, saved.resolve(kar.getFileName()));
        }
        install(kar("carniceria", "1.1.0"));
        harness.kill();
        // the state of the disk between the installation of the new bundle and the commit
        new PluginStore(platform.transactions(), platform.globalSql()).save(old);
        try (Stream<Path> list = Files.list(saved)) {
            Path kar = list.findAny().orElseThrow();
            Files.copy(kar, oldFile.resolve(kar.getFileName()));
        }

        harness.server.start();
        harness.open();

        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
        assertThat(only("test.carniceria").getVersion()).hasToString("1.0.0");
        assertThat(files()).containsExactly("carniceria/1.0.0");
    }

    @Test
    void a_plugin_whose_file_is_lost_says_so_and_can_be_repaired() throws Exception {
        install(kar("carniceria", "1.0.0"));
        install(kar("bar", "1.0.0"));
        harness.kill();
        try (Stream<Path> list = Files.list(harness.server.data().resolve("plugins/carniceria"))) {
            Files.delete(list.findAny().orElseThrow());
        }
        harness.server.start();
        harness.open();

        assertThat(states()).containsExactly("bar 1.0.0 RUNNING", "carniceria 1.0.0 FAILED");
        assertThat(harness.plugins.get("carniceria", Locale.ENGLISH).trouble()).contains("marketplace.lacks.file");
        assertThat(refused(() -> harness.plugins.start("carniceria")).status()).isEqualTo(409);

        install(kar("carniceria", "1.0.0"));
        assertThat(states()).containsExactly("bar 1.0.0 RUNNING", "carniceria 1.0.0 RUNNING");
        assertThat(files()).containsExactly("bar/1.0.0", "carniceria/1.0.0");
    }

    @Test
    void the_deploy_folder_installs_upgrades_goes_back_never_and_removes() throws Exception {
        Path file = harness.server.deploy().resolve("carniceria.kar");
        harness.plugins.deployed(kar("carniceria", "1.0.0").write(file));
        harness.plugins.deployed(file);
        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
        long bundle = only("test.carniceria").getBundleId();
        harness.plugins.deployed(file);
        assertThat(only("test.carniceria").getBundleId()).isEqualTo(bundle);

        harness.plugins.deployed(kar("carniceria", "1.1.0").write(file));
        assertThat(states()).containsExactly("carniceria 1.1.0 RUNNING");

        harness.plugins.deployed(new KarBuilder()
                .with(jar("carniceria", "1.1.0").file("note", new byte[1]))
                .write(file));
        assertThat(only("test.carniceria").getEntry("note")).isNotNull();

        kar("carniceria", "1.0.0").write(file);
        ProblemException older = catchThrowableOfType(ProblemException.class, () -> harness.plugins.deployed(file));
        assertThat(older.code()).isEqualTo("marketplace.older");
        assertThat(states()).containsExactly("carniceria 1.1.0 RUNNING");

        harness.plugins.undeployed("other.kar");
        assertThat(states()).hasSize(1);
        harness.plugins.undeployed("carniceria.kar");
        assertThat(states()).isEmpty();
    }

    @Test
    void a_file_deleted_from_the_deploy_folder_while_the_server_was_down_removes_the_plugin() throws Exception {
        Path file = harness.server.deploy().resolve("carniceria.kar");
        install(kar("bar", "1.0.0"));
        harness.plugins.deployed(kar("carniceria", "1.0.0").write(file));
        harness.restart();
        assertThat(states()).hasSize(2);

        harness.kill();
        Files.delete(file);
        harness.server.start();
        harness.open();

        assertThat(states()).containsExactly("bar 1.0.0 RUNNING");
        assertThat(harness.server.bundles("test.carniceria")).isEmpty();
        assertThat(files()).containsExactly("bar/1.0.0");
    }

    @Test
    void a_file_that_waits_in_the_deploy_folder_while_the_server_starts_is_installed() throws Exception {
        Path file = kar("carniceria", "1.0.0").write(harness.server.deploy().resolve("carniceria.kar"));
        for (int i = 0; i < 5; i++) {
            harness.kill();
            harness.server.start();
            harness.openWithoutWaiting();
            harness.plugins.deployed(file);
            assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
        }
    }

    @Test
    void changes_come_one_after_the_other() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            KarBuilder kar = kar("carniceria", "1." + i + ".0");
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return install(kar).version();
                } catch (ProblemException e) {
                    return e.code();
                }
            }));
        }
        Set<String> outcomes = all.stream().map(CompletableFuture::join).collect(Collectors.toSet());

        assertThat(outcomes)
                .contains("1.8.0")
                .isSubsetOf(
                        "1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0", "1.7.0", "1.8.0", "marketplace.older");
        assertThat(states()).containsExactly("carniceria 1.8.0 RUNNING");
        assertThat(harness.server.bundles("test.carniceria")).hasSize(1);
    }

    @Test
    void changes_are_audited_where_the_caller_has_an_organisation() {
        Id organization = Id.next();
        Caller owner = new Caller(
                Caller.Kind.USER, Id.next(), "ana@example.com", organization, Set.of(), Locale.forLanguageTag("es"));
        owner.call(() -> {
            install(kar("carniceria", "1.0.0"));
            harness.plugins.stop("carniceria");
            harness.plugins.start("carniceria");
            harness.plugins.remove("carniceria");
            return Optional.empty();
        });
        install(kar("bar", "1.0.0"));

        assertThat(harness.audited)
                .containsExactly(
                        "marketplace.plugin.install plugin carniceria",
                        "marketplace.plugin.stop plugin carniceria",
                        "marketplace.plugin.start plugin carniceria",
                        "marketplace.plugin.remove plugin carniceria");
        assertThat(harness.plugins.get("bar", Locale.ENGLISH).installedBy()).isEqualTo("anonymous");
    }

    @Test
    void the_server_is_ready_when_the_plugins_are_back() throws Exception {
        install(kar("carniceria", "1.0.0"));
        harness.restart();
        await(() -> harness.plugins.problem(Locale.ENGLISH).isEmpty());

        assertThat(states()).containsExactly("carniceria 1.0.0 RUNNING");
    }
}
