package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies are limited, whether they say their length or not. */
class LimitsTest {

    private static TestApi api;

    @BeforeAll
    static void start() {
        api = new TestApi(); // 64 KiB; the upload takes 1 MiB
        api.publish(TestModule.core("notes", 7), new NotesResource());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void assertTooLarge(Answer answer, String limit) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.at("/code")).isEqualTo("rest.body-too-large");
        assertThat(answer.at("/detail")).contains(limit);
    }

    private static HttpRequest.Builder upload(HttpRequest.BodyPublisher body) {
        return api.ana("/api/v1/notes/notes/upload")
                .header("Content-Type", "application/octet-stream")
                .POST(body);
    }

    private static HttpRequest.BodyPublisher chunked(int size) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
    }

    @Test
    void a_body_of_ten_megabytes_is_refused_with_an_answer() {
        assertTooLarge(api.post("/api/v1/notes/notes", " ".repeat(10 << 20)), "65536");
    }

    @Test
    void a_body_that_hides_its_length_is_refused_where_the_limit_is_passed() {
        assertTooLarge(
                api.send(api.ana("/api/v1/notes/notes")
                        .header("Content-Type", "application/json")
                        .POST(chunked(10 << 20))),
                "65536");
    }

    @Test
    void a_method_may_take_more() {
        assertThat(api.send(upload(chunked(1 << 20))).at("/bytes")).isEqualTo(Integer.toString(1 << 20));
        assertTooLarge(api.send(upload(chunked((1 << 20) + 1))), "1048576");
        assertTooLarge(api.send(upload(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))), "1048576");
    }

    @Test
    void a_huge_body_for_nobody_is_not_waited_for() {
        assertThat(api.post("/api/v1/nothing", " ".repeat(1 << 20)).status()).isEqualTo(404);
        assertThat(api.send(api.json(api.as("reader", "/api/v1/notes/notes"), "POST", new byte[10 << 20]))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_answer_comes_before_the_body_is_sent() throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/notes/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ana\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 10485760\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void a_body_that_breaks_off_changes_nothing() throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/notes/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ana\r\n"
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 400");
        } catch (SocketException reset) {
            assertThat(reset)
                    .as("the connection may be reset, but not accepted")
                    .isNotNull();
        }
    }

    @Test
    void the_limit_can_be_configured_while_running() {
        api.servlet().configure(TestApi.settings(2048));
        try {
            assertTooLarge(api.post("/api/v1/notes/notes", " ".repeat(3000)), "2048");
        } finally {
            api.servlet().configure(TestApi.settings(64 << 10));
        }
    }
}
