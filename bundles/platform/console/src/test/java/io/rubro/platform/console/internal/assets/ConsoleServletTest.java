package io.rubro.platform.console.internal.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.console.internal.testing.FolderModule;
import io.rubro.platform.module.Module.Kind;
import io.rubro.platform.security.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServletTest {

    private static TestConsole console;

    @BeforeAll
    static void start() {
        console = new TestConsole();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/crm/contacts/0DKJV00000001",
                "/console/login",
                "/console/modules",
                "/console/jobs/list/security.cleanup"
            })
    void every_address_is_the_one_page(String path) {
        HttpResponse<byte[]> page = console.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page))
                .contains("{\"imports\":{\"lit\":\"./lib/lit-BBBBBBBB.js\"}}")
                .contains("src=\"./lib/app-AAAAAAAA.js\"")
                .contains("<link rel=\"stylesheet\" href=\"./lib/app-CCCCCCCC.css\">")
                .contains("<link rel=\"modulepreload\" href=\"./lib/lit-BBBBBBBB.js\">")
                .contains("<link rel=\"modulepreload\" href=\"./lib/part-AAAAAAA1.js\">")
                .doesNotContain("part-LAZY0001");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(console.get(path, "If-None-Match", header(page, "ETag")).statusCode())
                .isEqualTo(304);
    }

    @Test
    void the_page_runs_its_own_scripts_and_the_import_map_only() throws NoSuchAlgorithmException {
        HttpResponse<byte[]> page = console.get("/console/");
        String map = text(page).replaceFirst("(?s).*importmap\">(.*?)</script>.*", "$1");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8)));

        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self' 'sha256-" + hash + "';")
                .contains("frame-ancestors 'none'")
                .contains("object-src 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @Test
    void a_file_with_a_hash_in_its_name_is_kept_for_ever_and_sent_compressed() throws IOException {
        HttpResponse<byte[]> plain = console.get("/console/lib/app-AAAAAAAA.js");
        HttpResponse<byte[]> small = console.get("/console/lib/app-AAAAAAAA.js", "Accept-Encoding", "br, gzip");

        assertThat(text(plain)).isEqualTo(TestConsole.APP);
        assertThat(header(plain, "Content-Encoding")).isNull();
        assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(small, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(small, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(small.body().length).isLessThan(plain.body().length / 4);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(
                        console.get("/console/lib/app-AAAAAAAA.js", "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
                .isNull();
    }

    @Test
    void a_file_without_a_hash_is_asked_for_again() {
        HttpResponse<byte[]> logo = console.get("/console/static/logo.svg");

        assertThat(header(logo, "Content-Type")).isEqualTo("image/svg+xml");
        assertThat(header(logo, "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nothing.js",
                "/console/secret.js",
                "/console/index.html",
                "/console/importmap.json",
                "/console/lib/../../secret.js",
                "/console/lib/..%2f..%2fsecret.js",
                "/console/%2e%2e/secret.js",
                "/console/lib/..;/..;/secret.js",
                "/console/lib//app-AAAAAAAA.js",
                "/console/lib/app-AAAAAAAA.js%00.css",
                "/console/modules/crm/1-1/../../../secret.js",
                "/console/lib/.hidden.js"
            })
    void what_is_not_meant_for_browsers_is_not_there(String path) {
        HttpResponse<byte[]> response = console.get(path);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(text(response)).doesNotContain("not for browsers").doesNotContain("%IMPORTMAP%");
    }

    @Test
    void nothing_is_written_here() {
        HttpResponse<byte[]> response =
                console.send(console.request("/console/").POST(BodyPublishers.noBody()), BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void a_head_request_gets_no_body() {
        HttpResponse<byte[]> response = console.send(
                console.request("/console/lib/app-AAAAAAAA.js").method("HEAD", BodyPublishers.noBody()),
                BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void the_files_of_a_module_are_under_its_revision_and_no_other() {
        FolderModule old = FolderModule.of("notes", Kind.PLUGIN, "", 90, Map.of("console/main.js", "old"));
        console.catalog.addModule(old);
        String assets = assets("notes");
        assertThat(text(console.get(assets + "main.js"))).isEqualTo("old");
        assertThat(header(console.get(assets + "main.js"), "Cache-Control")).contains("immutable");

        FolderModule young = new FolderModule(
                "notes",
                Kind.PLUGIN,
                old.descriptor(),
                FolderModule.bundle(90, 2_000, Map.of("console/main.js", "young")));
        console.catalog.removeModule(old);
        console.catalog.addModule(young);

        assertThat(assets("notes")).isNotEqualTo(assets);
        assertThat(text(console.get(assets("notes") + "main.js"))).isEqualTo("young");
        HttpResponse<byte[]> gone = console.get(assets + "main.js");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(header(gone, "Cache-Control")).isEqualTo("no-store");
        console.catalog.removeModule(young);
    }

    private static String assets(String module) {
        Caller anybody = TestConsole.caller(TestConsole.SHOP);
        return console.catalog.list(anybody, null).stream()
                .filter(m -> m.id().equals(module))
                .findFirst()
                .orElseThrow()
                .assets();
    }

    @Test
    void what_stays_in_memory_is_limited() throws IOException {
        BundleFiles files = new BundleFiles(10_000);
        Map<String, String> many = new java.util.HashMap<>();
        for (int i = 0; i < 50; i++) {
            many.put("console/f" + i + ".png", "x".repeat(1_000));
        }
        var bundle = FolderModule.bundle(3, 1, many);

        for (int i = 0; i < 50; i++) {
            assertThat(files.find(bundle, "f" + i + ".png")).isPresent();
        }

        assertThat(files.weight()).isBetween(5_000L, 10_000L);
    }
}
