package io.rubro.platform.rest.internal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Module;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.call.IdempotentCalls;
import io.rubro.platform.rest.internal.docs.ApiDescription;
import io.rubro.platform.rest.internal.edge.ApiServlet;
import io.rubro.platform.rest.internal.edge.RestSettings;
import io.rubro.platform.rest.internal.publish.ModuleServers;
import io.rubro.platform.rest.internal.publish.Routes;
import io.rubro.platform.rest.internal.publish.TestPublishing;
import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** The REST layer in a Tomcat of its own, without a framework: the servlet, CXF and everything between are the real ones. */
public final class TestApi implements AutoCloseable {

    public static final Id ORGANIZATION = Id.next();
    public static final Id OTHER_ORGANIZATION = Id.next();
    public static final Id ANA = Id.next();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<Long> installed = new HashSet<>();
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Routes routes = new Routes(TestModule.context(installed));
    private final ModuleServers servers;
    private final ApiServlet servlet;
    private final IdempotentCalls idempotency = new IdempotentCalls();

    public TestApi() {
        servers = new ModuleServers(idempotency, new TestMessages());
        servlet = new ApiServlet(
                routes,
                new ApiDescription(routes, TestModule.context(installed)),
                new TestMessages(),
                settings(64 << 10));
        servlet.setAuthenticator(TestApi::authenticate);
        try {
            Path base = Files.createTempDirectory("rubro-tomcat");
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            tomcat.setSilent(true);
            StandardContext context = (StandardContext) tomcat.addContext("/api", base.toString());
            // there is no web application whose classes Tomcat could look after here
            context.setClearReferencesObjectStreamClassCaches(false);
            context.setClearReferencesRmiTargets(false);
            context.setClearReferencesThreadLocals(false);
            Tomcat.addServlet(context, "api", servlet);
            context.addServletMappingDecoded("/*", "api");
            tomcat.getConnector();
            tomcat.start();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    public ApiServlet servlet() {
        return servlet;
    }

    public Routes routes() {
        return routes;
    }

    public IdempotentCalls idempotency() {
        return idempotency;
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Publishes resources; close the result to take them away. */
    public TestPublishing publish(Module module, Object... resources) {
        return publish(module, null, resources);
    }

    /** Publishes resources of a module that speaks a dialect. */
    public TestPublishing publish(Module module, @Nullable ApiDialect dialect, Object... resources) {
        installed.add(module.bundle().getBundleId());
        return TestPublishing.publish(routes, servers, module, dialect, List.of(resources));
    }

    public void uninstall(Module module) {
        installed.remove(module.bundle().getBundleId());
    }

    public static RestSettings settings(long bodyLimit, String... proxies) {
        return new RestSettings() {
            @Override
            public long bodyLimit() {
                return bodyLimit;
            }

            @Override
            public String[] trustedProxies() {
                return proxies;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return RestSettings.class;
            }
        };
    }

    private static Optional<Caller> authenticate(String authorization, String apiKey, Locale locale) {
        if (authorization == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (authorization) {
                    case "Bearer ana" -> caller(ORGANIZATION, locale, "*");
                    case "Bearer ana-elsewhere" -> caller(OTHER_ORGANIZATION, locale, "*");
                    case "Bearer reader" -> caller(ORGANIZATION, locale, "notes.note.read");
                    case "Bearer nowhere" -> caller(null, locale, "notes.note.read");
                    default -> throw ProblemException.of(401, "security.token-invalid", Map.of());
                });
    }

    private static Caller caller(Id organization, Locale locale, String permission) {
        return new Caller(Caller.Kind.USER, ANA, "ana@example.com", organization, Set.of(permission), locale);
    }

    /** Starts a request as Ana, who may do everything in her organisation. */
    public HttpRequest.Builder as(String token, String path) {
        HttpRequest.Builder request = anonymous(path);
        return request.header("Authorization", "Bearer " + token);
    }

    public HttpRequest.Builder ana(String path) {
        return as("ana", path);
    }

    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    }

    public Answer get(String path) {
        return send(ana(path).GET());
    }

    public Answer post(String path, String json, String... headers) {
        return send(json(ana(path), "POST", json.getBytes(StandardCharsets.UTF_8), headers));
    }

    public Answer put(String path, String json, String... headers) {
        return send(json(ana(path), "PUT", json.getBytes(StandardCharsets.UTF_8), headers));
    }

    public HttpRequest.Builder json(HttpRequest.Builder request, String method, byte[] body, String... headers) {
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException(body(), e);
            }
        }

        /** The text of a member. */
        public String at(String pointer) {
            return json().at(pointer).asText();
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
