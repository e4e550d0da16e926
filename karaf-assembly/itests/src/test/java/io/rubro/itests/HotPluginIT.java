package io.rubro.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.maven;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import io.rubro.platform.ids.Id;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Inside the framework, under load: the plugin is installed, upgraded and removed again and again, and nobody else
 * notices. Runs on Derby; {@link HotPluginPostgresqlIT} is the same on PostgreSQL.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotPluginIT {

    private static final int CYCLES = Integer.getInteger("rubro.cycles", 10);
    private static final String PLUGIN = "io.rubro.carniceria";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    private BootFinished booted;

    @Inject
    private BundleContext context;

    private String url;
    private String access;

    @Configuration
    public Option[] configuration() throws Exception {
        return withDatabase();
    }

    /** The distribution, unpacked and started by Pax Exam with these options more. */
    protected static Option[] withDatabase(Option... more) throws Exception {
        int http = freePort();
        int mqtt = freePort();
        Path newer = Path.of("target/carniceria-0.1.1.kar").toAbsolutePath();
        Path kar = Installation.carniceria().toAbsolutePath();
        io.rubro.demo.Demo.withVersion(kar, newer, "0.1.1");
        List<Option> all = new ArrayList<>(Arrays.asList(options(
                karafDistributionConfiguration()
                        .frameworkUrl(
                                maven("io.rubro", "distribution").type("tar.gz").versionAsInProject())
                        .karafVersion("4.4.10")
                        .name("rubro")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                vmOption("-Dit.http=" + http),
                vmOption("-Dit.mqtt=" + mqtt),
                vmOption("-Dit.kar=" + kar),
                vmOption("-Dit.newer=" + newer),
                vmOption("-Drubro.cycles=" + CYCLES),
                vmOption("-Xmx512m"),
                // soft references go with the next collection: what stays then is a leak
                vmOption("-XX:SoftRefLRUPolicyMSPerMB=0"),
                // the distribution looks nowhere but into itself; Pax Exam's own bundles are in the build's repository
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository")),
                editConfigurationFilePut("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", "" + http),
                editConfigurationFilePut("etc/io.rubro.broker.cfg", "port", "" + mqtt),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", "" + freePort()))));
        all.addAll(Arrays.asList(more));
        return all.toArray(Option[]::new);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // ------------------------------------------------------------------ the test

    @Test
    public void nobody_notices_while_a_plugin_comes_and_goes() throws Exception {
        setUp();
        Path deployed = Path.of(System.getProperty("karaf.base"), "deploy", "carniceria.kar");
        // the first cycle warms up what is made once: caches, pools, compiled templates
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>(cycle(deployed));
        List<String> touched = Collections.synchronizedList(new ArrayList<>());
        SynchronousBundleListener watch = event -> note(event, touched);
        context.addBundleListener(watch);
        int bundles = context.getBundles().length;
        int threads = threads();
        Load load = new Load();
        load.start();
        for (int i = 0; i < CYCLES; i++) {
            loaders.addAll(cycle(deployed));
        }
        load.stop();
        context.removeBundleListener(watch);

        assertTrue("too little load to mean anything: " + load.requests, load.requests.get() > 500);
        assertEquals(Collections.emptyList(), load.failures);
        assertEquals("bundles other than the plugin changed", Collections.emptyList(), touched);
        assertEquals(bundles, context.getBundles().length);
        await("class loaders of removed plugins stay in memory", () -> {
            System.gc();
            return loaders.stream().allMatch(l -> l.get() == null);
        });
        await("threads stay", () -> threads() <= threads + 8); // pools may have grown with the load, a leak is more
    }

    /** A day of invoices without the CRM: once it is back, each customer's file is as if it had never been away. */
    @Test
    public void the_crm_catches_up_with_what_was_invoiced_while_it_was_stopped() throws Exception {
        setUp();
        String customer = "{\"name\":\"Parada SL\",\"email\":\"info@parada.example\",\"taxId\":\"B65410011\"}";
        String invoice = "{\"customer\":" + customer
                + ",\"lines\":[{\"description\":\"Día\",\"quantity\":\"1\",\"unitPrice\":\"100\",\"taxRate\":\"21\"}]}";
        String issue = "/api/v1/billing/invoices?issue=true";
        post(issue, invoice, 201);
        String search = "/api/v1/crm/contacts?q=parada";
        await("the customer is not there", () -> get(search).body().contains("info@parada.example"));
        Bundle crm = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals("io.rubro.crm"))
                .findFirst()
                .orElseThrow();
        crm.stop();
        await("the CRM still answers", () -> !get(search).body().contains("info@parada.example"));
        for (int i = 0; i < 5; i++) {
            String made = id(post(issue, invoice, 201));
            if (i < 2) {
                post(
                        "/api/v1/billing/invoices/" + made + "/payments",
                        "{\"amount\":\"121.00\",\"method\":\"TRANSFER\"}",
                        201);
            }
        }
        crm.start();
        await("the CRM does not come back", () -> get(search).body().contains("info@parada.example"));
        String file = "/api/v1/crm/contacts/" + field(get(search).body(), "id");
        await("the file does not catch up", () -> {
            String health = get(file + "/health").body();
            return health.contains("\"invoices\":6")
                    && health.contains("\"lifetimeValue\":\"726.00\"")
                    && health.contains("\"paid\":\"242.00\"");
        });
        String timeline = get(file + "/interactions?limit=50").body();
        assertEquals(timeline, 6, timeline.split("\"type\":\"SALE\"", -1).length - 1);
        assertEquals(timeline, 2, timeline.split("\"type\":\"PAYMENT\"", -1).length - 1);
        String rebuilt = post("/api/v1/crm/health/rebuild", "{}", 200).body();
        assertTrue(rebuilt, rebuilt.contains("\"changed\":0"));
    }

    private static void note(BundleEvent event, List<String> touched) {
        Bundle bundle = event.getBundle();
        boolean ours = bundle.getSymbolicName().equals(PLUGIN);
        boolean restarts = (event.getType()
                        & (BundleEvent.STARTED | BundleEvent.STOPPED | BundleEvent.UNRESOLVED | BundleEvent.UPDATED))
                != 0;
        if (!ours && restarts) {
            touched.add(bundle.getSymbolicName() + " " + event.getType());
        }
    }

    /** Install, upgrade, remove; returns the class loaders that must go. */
    private List<WeakReference<ClassLoader>> cycle(Path deployed) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        drop(System.getProperty("it.kar"), deployed);
        await("0.1.0 does not come up", () -> up("0.1.0"));
        loaders.add(loader());
        drop(System.getProperty("it.newer"), deployed);
        await("0.1.1 does not come up", () -> up("0.1.1"));
        loaders.add(loader());
        Files.delete(deployed);
        await(
                "the plugin does not go",
                () -> plugin() == null
                        && get("/api/v1/rubros/carniceria/products").statusCode() == 404);
        return loaders;
    }

    private static void drop(String kar, Path deployed) throws Exception {
        Path whole = deployed.resolveSibling(".carniceria.kar");
        Files.createDirectories(deployed.getParent());
        Files.copy(Path.of(kar), whole, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                whole,
                deployed,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean up(String version) throws Exception {
        Bundle plugin = plugin();
        return plugin != null
                && plugin.getVersion().toString().equals(version)
                && get("/api/v1/rubros/carniceria/products").statusCode() == 200;
    }

    private Bundle plugin() {
        return Arrays.stream(context.getBundles())
                .filter(b -> PLUGIN.equals(b.getSymbolicName()))
                .findFirst()
                .orElse(null);
    }

    private WeakReference<ClassLoader> loader() {
        return new WeakReference<>(plugin().adapt(BundleWiring.class).getClassLoader());
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    private static void await(String otherwise, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    // ------------------------------------------------------------------ eight clients

    /** Invoices, contacts and telemetry, as fast as one client each can. */
    private final class Load {
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicInteger requests = new AtomicInteger();
        private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
        private final ExecutorService clients = Executors.newFixedThreadPool(8);
        private final List<Future<?>> results = new ArrayList<>();

        void start() throws Exception {
            String contact = "{\"kind\":\"PERSON\",\"status\":\"ACTIVE\",\"name\":\"Cliente\"}";
            String device =
                    id(post("/api/v1/devices", "{\"name\":\"Sonda\",\"driver\":\"json\",\"settings\":{}}", 201));
            String credentials = post("/api/v1/devices/" + device + "/credentials", "{}", 200, 201)
                    .body();
            for (int i = 0; i < 3; i++) {
                client(() -> post("/api/v1/billing/invoices?issue=true", INVOICE, 201));
            }
            for (int i = 0; i < 2; i++) {
                client(() -> post("/api/v1/crm/contacts", contact, 201));
            }
            client(() -> expect(get("/api/v1/crm/contacts?limit=20"), 200));
            client(() -> expect(get("/api/v1/telemetry/devices/" + device + "/last"), 200));
            results.add(clients.submit(() -> {
                publish(credentials);
                return null;
            }));
        }

        private void client(Callable<?> request) {
            results.add(clients.submit(() -> {
                while (running.get()) {
                    try {
                        request.call();
                        requests.incrementAndGet();
                    } catch (Exception | AssertionError e) {
                        failures.add(String.valueOf(e));
                    }
                }
            }));
        }

        private void publish(String credentials) throws Exception {
            String topic = field(credentials, "publishTo").replace("#", "state");
            try (MqttClient client = new MqttClient(
                    "tcp://127.0.0.1:" + System.getProperty("it.mqtt"),
                    field(credentials, "clientId"),
                    new MemoryPersistence())) {
                MqttConnectOptions options = new MqttConnectOptions();
                options.setMaxInflight(1000); // the test publishes faster than a busy machine acknowledges
                options.setUserName(field(credentials, "user"));
                options.setPassword(field(credentials, "secret").toCharArray());
                client.connect(options);
                for (int i = 0; running.get(); i++) {
                    client.publish(topic, ("{\"temperature\":" + i + "}").getBytes(StandardCharsets.UTF_8), 1, false);
                    requests.incrementAndGet();
                }
                client.disconnect();
            } catch (Exception e) {
                failures.add("mqtt: " + e);
            }
        }

        void stop() throws Exception {
            running.set(false);
            for (Future<?> result : results) {
                result.get(60, TimeUnit.SECONDS);
            }
            clients.shutdown();
        }
    }

    // ------------------------------------------------------------------ HTTP

    private static final String INVOICE =
            "{\"customer\":{\"name\":\"Acme\",\"email\":\"info@acme.com\",\"taxId\":\"A58818501\"},"
                    + "\"lines\":[{\"description\":\"Servicios\",\"quantity\":\"1\",\"unitPrice\":\"10\",\"taxRate\":\"21\"}]}";

    /** Sets the installation up, or logs in if a test before has done so. */
    private void setUp() throws Exception {
        url = "http://127.0.0.1:" + System.getProperty("it.http");
        await("the server does not get ready", () -> {
            try {
                return get("/health/ready").statusCode() == 200;
            } catch (java.io.IOException notYet) {
                return false;
            }
        });
        Path secret = Path.of(System.getProperty("karaf.data"), "setup-token");
        if (!Files.exists(secret)) {
            access = field(
                    post(
                                    "/api/v1/security/login",
                                    "{\"email\":\"ana@example.com\",\"password\":\"una frase larga y mía\"}",
                                    200)
                            .body(),
                    "accessToken");
            return;
        }
        String token = Files.readString(secret).trim();
        String answer = post(
                        "/api/v1/security/setup",
                        "{\"token\":\"" + token
                                + "\",\"organization\":{\"name\":\"Prueba\",\"taxId\":\"B12345674\",\"country\":\"ES\"},"
                                + "\"administrator\":{\"name\":\"Ana\",\"email\":\"ana@example.com\",\"password\":\"una frase larga y mía\"}}",
                        200,
                        201)
                .body();
        access = field(answer, "accessToken");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, int... expected) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return expect(HTTP.send(request, BodyHandlers.ofString()), expected);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        return access == null ? builder : builder.header("Authorization", "Bearer " + access);
    }

    private static HttpResponse<String> expect(HttpResponse<String> response, int... expected) {
        assertTrue(
                response.uri() + " answered " + response.statusCode() + " " + response.body(),
                Arrays.stream(expected).anyMatch(e -> e == response.statusCode()));
        return response;
    }

    private static String id(HttpResponse<String> response) {
        return Id.valueOf(field(response.body(), "id")).toString();
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertTrue(name + " in " + json, field.find());
        return field.group(1);
    }
}
