package io.rubro.platform.console.internal.assets;

import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.console.internal.modules.ModuleCatalog;
import io.rubro.platform.console.internal.testing.FolderModule;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** The console's servlet in a Tomcat of its own. */
public final class TestConsole implements AutoCloseable {

    public static final Id SHOP = Id.next();
    public static final Id OTHER = Id.next();
    static final String APP =
            "import{a}from\"lit\";import './part-AAAAAAA1.js';const x=()=>import('./part-LAZY0001.js');" + "/* "
                    + "padding ".repeat(200) + "*/";

    public final TestPlatform platform = TestDatabase.DERBY.start();
    public final LiveStreams live = new LiveStreams(platform.transactions());
    public final ModuleCatalog catalog = new ModuleCatalog(live);
    public final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public TestConsole() {
        live.setAuthenticator(this::authenticate);
        ConsoleServlet servlet = new ConsoleServlet(
                FolderModule.bundle(
                        7,
                        1,
                        Map.of(
                                "console/index.html",
                                "<!doctype html><script type=\"importmap\">%IMPORTMAP%</script>\n%PRELOAD%\n%STYLES%\n"
                                        + "<script type=\"module\" src=\"%APP%\"></script>",
                                "console/importmap.json",
                                "{\"lit\":\"lit\"}",
                                "console/lib/app-AAAAAAAA.js",
                                APP,
                                "console/lib/lit-BBBBBBBB.js",
                                "export const a=1",
                                "console/lib/part-AAAAAAA1.js",
                                "export*from\"lit\"",
                                "console/lib/part-LAZY0001.js",
                                "lazy",
                                "console/lib/app-CCCCCCCC.css",
                                "a{}",
                                "console/static/logo.svg",
                                "<svg/>",
                                "secret.js",
                                "not for browsers")),
                catalog,
                live);
        try {
            Path base = Files.createTempDirectory("rubro-tomcat");
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            tomcat.setSilent(true);
            StandardContext context = (StandardContext) tomcat.addContext("/console", base.toString());
            context.setClearReferencesObjectStreamClassCaches(false);
            context.setClearReferencesRmiTargets(false);
            context.setClearReferencesThreadLocals(false);
            Wrapper wrapper = Tomcat.addServlet(context, "console", servlet);
            wrapper.setAsyncSupported(true);
            context.addServletMappingDecoded("/*", "console");
            tomcat.getConnector();
            tomcat.start();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Caller> authenticate(String authorization, String apiKey, Locale locale) {
        if (authorization == null) {
            return Optional.empty();
        }
        if (expired.contains(authorization)) {
            throw ProblemException.of(401, "security.token-invalid", Map.of());
        }
        return Optional.of(
                switch (authorization) {
                    case "Bearer owner" -> caller(SHOP, "*");
                    case "Bearer viewer" -> caller(SHOP, "crm.contact.read");
                    case "Bearer elsewhere" -> caller(OTHER, "*");
                    default -> throw ProblemException.of(401, "security.token-invalid", Map.of());
                });
    }

    public static Caller caller(Id organization, String... permissions) {
        return new Caller(
                Caller.Kind.USER, Id.next(), "ana@example.com", organization, Set.of(permissions), Locale.ENGLISH);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path));
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Opens the stream of updates; reads until closed. */
    public HttpResponse<InputStream> listen(String token) {
        HttpRequest.Builder request = request("/console/live");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        live.close();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        platform.close();
    }
}
