package io.rubro.platform.webhooks.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rubro.platform.webhooks.internal.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One POST, against servers of every kind. */
class PinnedHttpTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        over.countDown();
    }

    /** What a server does with a connection. */
    private interface Conduct {
        void with(InputStream in, OutputStream out) throws Exception;
    }

    /** A server for one connection; returns its port. */
    private static int serves(Conduct conduct) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (server;
                    Socket socket = server.accept()) {
                conduct.with(socket.getInputStream(), socket.getOutputStream());
            } catch (Exception e) {
                // the client has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    private int says(String answer) throws IOException {
        return serves((in, out) -> {
            requests.add(request(in));
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        });
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().contains("\r\n\r\n")) {
            text.append((char) in.read());
        }
        int length = Integer.parseInt(text.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static Answer post(int port, Duration limit, String body) throws ExchangeException {
        URI uri = URI.create("http://receiver.example:" + port + "/hooks?a=b");
        try (PinnedHttp http = new PinnedHttp((SSLSocketFactory) SSLSocketFactory.getDefault(), limit, NOON)) {
            return http.post(
                    new Destination(uri, List.of(InetAddress.getLoopbackAddress())), Map.of("webhook-id", "1"), body);
        }
    }

    private static Answer post(int port) throws ExchangeException {
        return post(port, LONG, "{\"año\":1}");
    }

    private static void fails(Problem problem, int port, Duration limit, String body) {
        assertThatThrownBy(() -> post(port, limit, body))
                .isInstanceOfSatisfying(
                        ExchangeException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void the_request_is_that_of_the_url_although_the_connection_goes_to_the_address() throws Exception {
        int port = says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(post(port)).isEqualTo(new Answer(200, null, "ok"));
        assertThat(requests.take())
                .startsWith("POST /hooks?a=b HTTP/1.1\r\nHost: receiver.example:" + port + "\r\n")
                .contains("\r\nContent-Type: application/json\r\n")
                .contains("\r\nwebhook-id: 1\r\n")
                .endsWith("\r\nContent-Length: 10\r\nConnection: close\r\nwebhook-id: 1\r\n\r\n{\"año\":1}");
    }

    @Test
    void answers_come_in_many_forms() throws Exception {
        assertThat(post(says("HTTP/1.0 404\r\n\r\nnot here"))).isEqualTo(new Answer(404, null, "not here"));
        assertThat(post(says("HTTP/1.1 204 No Content\r\n\r\n"))).isEqualTo(new Answer(204, null, ""));
        assertThat(post(says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                        + "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")))
                .isEqualTo(new Answer(202, null, ""));
        assertThat(post(says("HTTP/1.1 500 Oh\r\ntransfer-encoding: Chunked\r\n\r\n3;x=y\r\nout\r\n0A\r\n of order!\r\n"
                                + "0\r\n\r\n"))
                        .body())
                .isEqualTo("out of order!");
        assertThat(post(says("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1/\r\n\r\n"))
                        .delivered())
                .isFalse();
    }

    @Test
    void an_answer_may_say_when_to_come_back() throws Exception {
        assertThat(post(says("HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n\r\n")).retryAfter())
                .isEqualTo(Duration.ofSeconds(120));
        assertThat(post(says("HTTP/1.1 503 Slow\r\nRetry-After: Fri, 20 Nov 2026 12:05:00 GMT\r\n\r\n"))
                        .retryAfter())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(post(says("HTTP/1.1 503 Slow\r\nRetry-After: Fri, 20 Nov 2026 11:00:00 GMT\r\n\r\n"))
                        .retryAfter())
                .isEqualTo(Duration.ZERO);
        assertThat(post(says("HTTP/1.1 503 Slow\r\nRetry-After: soon\r\n\r\n")).retryAfter())
                .isNull();
    }

    @Test
    void a_huge_answer_is_read_in_its_beginning() throws Exception {
        int port = serves((in, out) -> {
            request(in);
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] much = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            while (over.getCount() > 0) {
                out.write(much);
            }
        });
        assertThat(post(port).body()).hasSize(AnswerReader.MAX_BODY);
        int chunked = says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n" + "y".repeat(9_000));
        assertThat(post(chunked).body()).hasSize(AnswerReader.MAX_BODY);
    }

    @Test
    void nobody_waits_for_who_does_not_answer() throws Exception {
        int silent = serves((in, out) -> over.await());
        fails(Problem.TIMEOUT, silent, SHORT, "{}");
        int dripping = serves((in, out) -> {
            request(in);
            out.write("HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            over.await();
        });
        fails(Problem.TIMEOUT, dripping, SHORT, "{}");
        // more than the buffers of both sides take, and nobody reads
        int deaf = serves((in, out) -> over.await());
        fails(Problem.TIMEOUT, deaf, SHORT, "x".repeat(64 * 1024 * 1024));
    }

    @Test
    void who_has_said_yes_may_take_his_time_with_the_rest() throws Exception {
        int slow = serves((in, out) -> {
            request(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nso far".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            over.await();
        });
        assertThat(post(slow, SHORT, "{}")).isEqualTo(new Answer(200, null, "so far"));
    }

    @Test
    void what_is_not_http_is_no_answer() throws Exception {
        fails(Problem.BROKEN, says("SSH-2.0-OpenSSH_9.2\r\n\r\n"), LONG, "{}");
        fails(Problem.BROKEN, says(""), LONG, "{}");
        fails(Problem.BROKEN, says("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(300) + "\r\n"), LONG, "{}");
        fails(Problem.BROKEN, says("HTTP/1.1 200 OK\r\nA: " + "b".repeat(10_000) + "\r\n\r\n"), LONG, "{}");
        fails(Problem.BROKEN, says("HTTP/1.1 101 Switching Protocols\r\n\r\n"), LONG, "{}");
        try (ServerSocket closed = new ServerSocket(0)) {
            int port = closed.getLocalPort();
            closed.close();
            fails(Problem.UNREACHABLE, port, LONG, "{}");
        }
    }

    @Test
    void the_certificate_is_that_of_the_name_not_of_the_address(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=receiver.example",
                        "-ext",
                        "SAN=dns:receiver.example",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try (PinnedHttp http = new PinnedHttp(tls.getSocketFactory(), LONG, NOON);
                PinnedHttp stranger = new PinnedHttp((SSLSocketFactory) SSLSocketFactory.getDefault(), LONG, NOON)) {
            assertThat(http.post(at("receiver.example", port), Map.of(), "{}").status())
                    .isEqualTo(201);
            assertThatThrownBy(() -> http.post(at("other.example", port), Map.of(), "{}"))
                    .isInstanceOfSatisfying(ExchangeException.class, e -> assertThat(e.problem())
                            .isEqualTo(Problem.TLS));
            assertThatThrownBy(() -> stranger.post(at("receiver.example", port), Map.of(), "{}"))
                    .isInstanceOfSatisfying(ExchangeException.class, e -> assertThat(e.problem())
                            .isEqualTo(Problem.TLS));
        } finally {
            server.stop(0);
        }
    }

    private static Destination at(String host, int port) {
        return new Destination(
                URI.create("https://" + host + ":" + port + "/"), List.of(InetAddress.getLoopbackAddress()));
    }
}
