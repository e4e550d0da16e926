package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server does for the console, as a browser meets it. */
@Timeout(120)
class ConsoleServerIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.on(Database.DERBY);
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request, BodyHandlers.ofByteArray());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void the_root_leads_to_the_console_and_every_address_of_it_is_the_page() throws Exception {
        assertThat(header(get("/"), "Location")).isEqualTo("/console/");
        HttpResponse<byte[]> page = get("/console/crm/contacts/0DKJV00000001");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(get("/console/").body());
        String policy = header(page, "Content-Security-Policy");
        String map = text(page).replaceFirst("(?s).*<script type=\"importmap\">(.*?)</script>.*", "$1");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8)));
        assertThat(policy).contains("'sha256-" + hash + "'").contains("frame-ancestors 'none'");
        assertThat(policy.replaceFirst(".*script-src ([^;]*);.*", "$1")).doesNotContain("unsafe");
        assertThat(text(page)).doesNotContain("%");
    }

    @Test
    void every_file_the_page_names_is_there_for_ever_and_compressed() {
        Matcher names = Pattern.compile("\"\\./(lib/[^\"]+)\"").matcher(text(get("/console/")));
        Set<String> files = new HashSet<>();
        while (names.find()) {
            files.add(names.group(1));
        }

        assertThat(files).hasSizeGreaterThan(3);
        assertThat(files).allSatisfy(file -> {
            HttpResponse<byte[]> response = get("/console/" + file, "Accept-Encoding", "gzip");
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).contains("immutable");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.body().length < 860
                            || header(response, "Content-Encoding").equals("gzip"))
                    .as(file)
                    .isTrue();
        });
        assertThat(get("/console/lib/app-00000000.js").statusCode()).isEqualTo(404);
    }

    @Test
    void a_browser_session_lives_in_a_cookie_no_script_can_read() {
        String email = server.newUser(server.newOrganization("Cookie"), "manager");
        Api browser = Api.anonymous(server.url());
        Map<String, Object> login = Map.of("email", email, "password", Api.PASSWORD);
        browser.post("/api/v1/security/session", login).expect(403);
        Api console = browser.with("X-Rubro-Console", "1");

        Answer opened = console.post("/api/v1/security/session", login).expect(200);

        assertThat(opened.json().has("refreshToken")).isFalse();
        assertThat(opened.header("Set-Cookie"))
                .startsWith("rubro_session=")
                .contains("; Path=/api/v1/security/session; HttpOnly; SameSite=Strict; Max-Age=2592000")
                .doesNotContain("Secure"); // this is not HTTPS
        String cookie = cookie(opened);
        console.post("/api/v1/security/session/refresh", "").expect(204);
        browser.with("Cookie", cookie)
                .post("/api/v1/security/session/refresh", "")
                .expect(403);
        Answer renewed = console.with("Cookie", cookie)
                .post("/api/v1/security/session/refresh", "")
                .expect(200);
        assertThat(cookie(renewed)).isNotEqualTo(cookie);
        Api me = browser.as(renewed.text("/accessToken"));
        me.get("/api/v1/security/me").expect(200);

        Answer closed = console.with("Cookie", cookie(renewed))
                .delete("/api/v1/security/session")
                .expect(204);
        assertThat(closed.header("Set-Cookie")).startsWith("rubro_session=;").contains("Max-Age=0");
        console.with("Cookie", cookie(renewed))
                .post("/api/v1/security/session/refresh", "")
                .expect(401);

        Answer forgetful = console.post(
                        "/api/v1/security/session", Map.of("email", email, "password", Api.PASSWORD, "remember", false))
                .expect(200);
        assertThat(forgetful.header("Set-Cookie")).doesNotContain("Max-Age");
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").replaceFirst(";.*", "");
    }

    @Test
    void everybody_gets_the_modules_with_what_he_may_use() {
        Api owner = server.newOrganization("Módulos");
        Api viewer = server.login(server.newUser(owner, "viewer"));
        Set<String> held = new HashSet<>();
        viewer.get("/api/v1/security/me/access")
                .expect(200)
                .json()
                .at("/permissions")
                .forEach(p -> held.add(p.asText()));

        JsonNode all = owner.get("/api/v1/console/modules").expect(200).json().at("/modules");
        JsonNode some = viewer.get("/api/v1/console/modules").expect(200).json().at("/modules");

        assertThat(all.findValuesAsText("id")).contains("crm", "billing", "devices", "console");
        assertThat(some).hasSameSizeAs(all);
        assertThat(some.findValuesAsText("permission")).isSubsetOf(held);
        assertThat(all).allSatisfy(module -> {
            if (module.hasNonNull("script")) {
                String script =
                        module.get("assets").asText() + module.get("script").asText();
                assertThat(get(script).statusCode()).as(script).isEqualTo(200);
            }
        });
        Api.anonymous(server.url()).get("/api/v1/console/modules").expect(401);
    }

    @Test
    void an_invoice_shows_on_the_screens_of_those_who_may_see_it_and_on_no_others() {
        Api owner = server.newOrganization("En vivo");
        owner.post("/api/v1/security/roles", Map.of("name", "Ciego", "permissions", List.of("crm.contact.read")))
                .expect(201);
        String role = owner.get("/api/v1/security/roles").json().at("/items").findParents("name").stream()
                .filter(r -> r.get("name").asText().equals("Ciego"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
        Api blind = server.login(server.newUser(owner, role));
        Api stranger = server.newOrganization("Ajena");
        try (Screen seeing = new Screen(owner);
                Screen blinded = new Screen(blind);
                Screen elsewhere = new Screen(stranger)) {
            Answer issued = owner.post(
                            "/api/v1/billing/invoices?issue=true", Api.invoice("Acme", "a@example.com", "10"))
                    .expect(201);
            seeing.until("billing.invoice", issued.text("/id"));

            String contact = owner.post(
                            "/api/v1/crm/contacts", Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Marca"))
                    .expect(201)
                    .text("/id");
            assertThat(blinded.until("crm.contact", contact)).noneMatch(line -> line.contains("billing."));
            String theirs = stranger.post(
                            "/api/v1/crm/contacts", Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Suya"))
                    .expect(201)
                    .text("/id");
            assertThat(elsewhere.until("crm.contact", theirs))
                    .noneMatch(line -> line.contains(contact) || line.contains(issued.text("/id")));
        }
        assertThat(get("/console/live").statusCode()).isEqualTo(401);
        assertThat(get("/console/live", "Authorization", "Bearer nonsense").statusCode())
                .isEqualTo(401);
    }

    /** An open page. */
    private static final class Screen implements AutoCloseable {
        private final InputStream stream;
        private final BufferedReader lines;

        Screen(Api who) {
            HttpResponse<InputStream> response = send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/console/live"))
                            .headers(who.headers()),
                    BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
            stream = response.body();
            lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        /** Reads up to the change of a record; what came before it. */
        List<String> until(String type, String id) {
            List<String> before = new java.util.ArrayList<>();
            try {
                String line;
                while ((line = lines.readLine()) != null) {
                    if (line.startsWith("data: ") && line.contains(type) && line.contains(id)) {
                        return before;
                    }
                    before.add(line);
                }
                throw new AssertionError("the stream ended: " + before);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void one_search_finds_what_the_caller_may_read() {
        Api owner = server.newOrganization("Buscador");
        String invoice = owner.post("/api/v1/billing/invoices", Api.invoice("Zaragozana", "z@example.com", "10"))
                .expect(201)
                .text("/id");
        String contact = owner.post(
                        "/api/v1/crm/contacts", Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Zaragozá Pérez"))
                .expect(201)
                .text("/id");

        Answer found = owner.get("/api/v1/console/search?q=zaragoz").expect(200);

        assertThat(found.json().at("/items").findValuesAsText("path"))
                .contains("contacts/" + contact, "invoices/" + invoice);
        assertThat(found.json().at("/incomplete")).isEmpty();
        assertThat(server.newOrganization("Otra")
                        .get("/api/v1/console/search?q=zaragoz")
                        .expect(200)
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    void an_invited_person_accepts_once_and_is_logged_in() {
        Api owner = server.newOrganization("Invitadora");
        Api console = Api.anonymous(server.url()).with("X-Rubro-Console", "1");
        Answer issued = owner.post(
                        "/api/v1/security/invitations", Map.of("email", "nueva@invitada.test", "role", "viewer"))
                .expect(201);
        Map<String, String> token = Map.of("token", issued.text("/token"));

        Answer preview =
                console.post("/api/v1/security/invitations/preview", token).expect(200);
        assertThat(preview.text("/organization")).startsWith("Invitadora");
        Map<String, String> acceptance =
                Map.of("token", issued.text("/token"), "name", "Nueva", "password", Api.PASSWORD);
        Answer accepted =
                console.post("/api/v1/security/invitations/accept", acceptance).expect(200);

        assertThat(accepted.header("Set-Cookie")).startsWith("rubro_session=p.");
        assertThat(accepted.json().has("refreshToken")).isFalse();
        console.post("/api/v1/security/invitations/accept", acceptance).expect(404);
        Api.anonymous(server.url())
                .as(accepted.text("/accessToken"))
                .get("/api/v1/security/users")
                .expect(403);
    }

    @Test
    void the_logo_is_a_picture_and_only_asked_for_when_it_changed() {
        Api owner = server.newOrganization("Logo");
        byte[] png = new byte[100];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, png, 0, 8);
        owner.get("/api/v1/security/organization/logo").expect(204);

        owner.send("PUT", "/api/v1/security/organization/logo", png, "image/png")
                .expect(204);
        owner.send("PUT", "/api/v1/security/organization/logo", "<svg/>".getBytes(StandardCharsets.UTF_8), "image/png")
                .expect(422);

        Answer logo = owner.get("/api/v1/security/organization/logo").expect(200);
        assertThat(logo.header("Content-Type")).isEqualTo("image/png");
        owner.with("If-None-Match", logo.header("ETag"))
                .get("/api/v1/security/organization/logo")
                .expect(304);
        owner.delete("/api/v1/security/organization/logo").expect(204);
    }
}
