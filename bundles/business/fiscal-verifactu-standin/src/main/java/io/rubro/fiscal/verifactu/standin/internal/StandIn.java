package io.rubro.fiscal.verifactu.standin.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The tax authority's VERI*FACTU service, played on this machine: it takes messages of records and queries over SOAP,
 * answers who scanned a QR code, and behaves as badly as it is told. What it has lives in memory.
 */
public final class StandIn implements AutoCloseable {

    /** Where messages of VERI*FACTU and queries go. */
    public static final String SERVICE_PATH = "/wlpl/TIKE-CONT/ws/SistemaFacturacion/VerifactuSOAP";
    /** Where answers to requests of the authority go. */
    public static final String REQUESTS_PATH = "/wlpl/TIKE-CONT/ws/SistemaFacturacion/RequerimientoSOAP";
    /** Where QR codes lead. */
    public static final String QR_PATH = "/wlpl/TIKE-CONT/ValidarQR";
    /** Where QR codes lead that are not of VERI*FACTU. */
    public static final String OTHER_QR_PATH = "/wlpl/TIKE-CONT/ValidarQRNoVerifactu";
    /** Where its behaviour is read and changed. */
    public static final String CONTROL_PATH = "/control";

    private final Options options;
    private final Notes notes = new Notes();
    private final Register register = new Register();
    private final Submissions submissions;
    private final Queries queries;
    private final QrChecks checks;
    private final Deque<Weather> forecast = new ArrayDeque<>();
    private final ExecutorService executor;
    private final int port;
    private @Nullable HttpServer server;

    private StandIn(int port, Options options) throws IOException {
        this.options = options;
        Path folder = options.xsdFolder();
        Schemas schemas = folder == null ? null : new Schemas(folder);
        submissions = new Submissions(options, schemas, register, notes);
        queries = new Queries(options, schemas, register, notes);
        checks = new QrChecks(register);
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "verifactu-standin");
            thread.setDaemon(true);
            return thread;
        });
        HttpServer first = listen(port);
        this.server = first;
        this.port = first.getAddress().getPort();
    }

    /**
     * Starts one, on this machine's loopback address alone.
     *
     * @param port 0 for any that is free
     */
    public static StandIn start(int port, Options options) throws IOException {
        return new StandIn(port, options);
    }

    private HttpServer listen(int wanted) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted);
        Options.Tls tls = options.tls();
        HttpServer created = tls == null ? HttpServer.create(address, 0) : MutualTls.server(address, tls);
        Endpoint endpoint = new Endpoint(submissions, queries, notes, this::now);
        handle(created, SERVICE_PATH, exchange -> endpoint.serve(exchange, false));
        handle(created, REQUESTS_PATH, exchange -> endpoint.serve(exchange, true));
        handle(created, QR_PATH, exchange -> check(exchange, true));
        handle(created, OTHER_QR_PATH, exchange -> check(exchange, false));
        handle(created, CONTROL_PATH, new Control(this));
        created.setExecutor(executor);
        created.start();
        return created;
    }

    /** A handler of one path and nothing below it. */
    private static void handle(HttpServer server, String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String asked = exchange.getRequestURI().getPath();
                if (asked.equals(path) || (path.equals(CONTROL_PATH) && asked.startsWith(path + "/"))) {
                    handler.handle(exchange);
                } else {
                    Endpoint.send(exchange, 404, "text/plain", "not here");
                }
            }
        });
    }

    private void check(HttpExchange exchange, boolean verifiable) throws IOException {
        notes.check();
        Map<String, String> parameters = parameters(exchange.getRequestURI());
        boolean json = "json".equals(parameters.get("formato"));
        Endpoint.send(exchange, 200, json ? "application/json" : "text/html", checks.answer(parameters, verifiable));
    }

    /** The parameters of an address, decoded; of one that is said twice the last. */
    static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = uri.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** {@code http://localhost:port}, or https. */
    public URI address() {
        String scheme = options.tls() == null ? "http" : "https";
        return URI.create(String.format(Locale.ROOT, "%s://localhost:%d", scheme, port));
    }

    /** The address of the service for messages and queries. */
    public URI service() {
        return address().resolve(SERVICE_PATH);
    }

    /** The address for answers to requests. */
    public URI requests() {
        return address().resolve(REQUESTS_PATH);
    }

    /** What it saw. */
    public Notes notes() {
        return notes;
    }

    /** What there is of an invoice: CORRECT, WITH_ERRORS or CANCELLED; null for nothing. */
    public @Nullable String state(String issuer, String number, String date) {
        return register.find(new Registration.InvoiceKey(issuer, number, date))
                .map(held -> held.state().name())
                .orElse(null);
    }

    /** Behaves so from now on: one after the other, each as long as it lasts, then fine. */
    public void weather(Weather... next) {
        synchronized (forecast) {
            forecast.clear();
            forecast.addAll(Arrays.asList(next));
        }
    }

    /** How it behaves at the next message. */
    public Weather weather() {
        synchronized (forecast) {
            Weather first = forecast.peekFirst();
            return first == null ? Weather.fine() : first;
        }
    }

    /** How it behaves at this message. */
    private Weather now() {
        synchronized (forecast) {
            Weather first = forecast.pollFirst();
            if (first == null) {
                return Weather.fine();
            }
            if (first.times() == 0) {
                forecast.addFirst(first);
            } else if (first.times() > 1) {
                forecast.addFirst(first.times(first.times() - 1));
            }
            return first;
        }
    }

    /** Forgets all invoices and chains; what it noted stays. */
    public void clear() {
        submissions.clear();
    }

    /** Refuses connections from now on and keeps all it has. */
    public synchronized void pause() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    /** Takes connections again, on the same port. */
    public synchronized void resume() {
        if (server == null) {
            try {
                server = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        pause();
        executor.shutdownNow();
    }
}
