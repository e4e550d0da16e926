package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Another program: takes webhooks that are signed with the secret it was given, and refuses all others. */
final class WebhookReceiver implements AutoCloseable {

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile String secret = "";

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hooks", this::take);
        server.start();
    }

    /**
     * One that an installation may send to, although it is on this machine.
     *
     * @param owner an owner who changes whatever version there is
     */
    static WebhookReceiver allowedBy(Installation installation, Api owner) throws IOException {
        WebhookReceiver receiver = new WebhookReceiver();
        installation.configure(
                "io.rubro.platform.webhooks", Map.of("networks", "127.0.0.0/8", "allowInsecure", "true"));
        // the settings are read by and by
        Eventually.check(() -> {
            String probe = owner.post(
                            "/api/v1/webhooks/endpoints",
                            Map.of("url", receiver.url(), "types", List.of("*"), "enabled", false))
                    .expect(201)
                    .text("/endpoint/id");
            owner.delete("/api/v1/webhooks/endpoints/" + probe).expect(204);
        });
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    void knows(String shared) {
        secret = shared;
    }

    /** The next message, once it is there. */
    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(30, TimeUnit.SECONDS);
        assertThat(message).as("a message that is signed").isNotNull();
        return message;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Headers headers = exchange.getRequestHeaders();
        String signed = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + body;
        // several while the secret is replaced
        boolean genuine =
                List.of(headers.getFirst("webhook-signature").split(" ")).contains("v1," + hmac(signed));
        if (genuine) {
            messages.add(Api.JSON.readTree(body));
        }
        exchange.sendResponseHeaders(genuine ? 200 : 401, -1);
        exchange.close();
    }

    private String hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("whsec_", "")), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
