package io.rubro.platform.webhooks.internal.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A program that receives webhooks and takes Standard Webhooks at its word: it refuses (400, and remembers why) what lacks a
 * header, is old, or is not signed with a secret it knows.
 */
final class Receiver implements AutoCloseable {

    private static final long TOLERANCE_SECONDS = 300;

    final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Reply usual = Reply.of(200);

    /** What came, whatever was answered. */
    record Message(String id, String path, String body, int signatures) {}

    /** What is answered to a message that is right. */
    record Reply(int status, String header, String value, String body) {
        static Reply of(int status) {
            return new Reply(status, "", "", "");
        }

        Reply saying(String text) {
            return new Reply(status, header, value, text);
        }

        Reply with(String name, String content) {
            return new Reply(status, name, content, body);
        }
    }

    Receiver(Clock clock) {
        this(clock, 0);
    }

    /** @param port where; 0 for any */
    Receiver(Clock clock, int port) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hooks?from=rubro";
    }

    int port() {
        return server.getAddress().getPort();
    }

    Receiver knows(String... shared) {
        secrets.addAll(List.of(shared));
        return this;
    }

    void forgets(String secret) {
        secrets.remove(secret);
    }

    /** The next answers; after them the usual one. */
    void answers(Reply... next) {
        synchronized (replies) {
            replies.addAll(List.of(next));
        }
    }

    void alwaysAnswers(Reply reply) {
        usual = reply;
    }

    List<String> types() {
        return messages.stream()
                .map(message -> message.body.replaceFirst(".*?\"type\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    List<String> ids() {
        return messages.stream().map(Message::id).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = header(exchange, "webhook-id");
        String fault = fault(exchange, id, body);
        Reply reply;
        if (fault.isEmpty()) {
            int signatures = header(exchange, "webhook-signature").split(" ").length;
            messages.add(new Message(id, exchange.getRequestURI().toString(), body, signatures));
            synchronized (replies) {
                reply = replies.isEmpty() ? usual : replies.remove(0);
            }
        } else {
            faults.add(fault);
            reply = Reply.of(400).saying(fault);
        }
        if (!reply.header.isEmpty()) {
            exchange.getResponseHeaders().add(reply.header, reply.value);
        }
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
        try {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // the sender does not want to read all of it
        } finally {
            exchange.close();
        }
    }

    private String fault(HttpExchange exchange, String id, String body) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return "not a POST";
        }
        if (!header(exchange, "content-type").equals("application/json")) {
            return "not JSON";
        }
        if (id.isEmpty() || id.contains(".") || !body.startsWith("{\"id\":\"" + id + "\",")) {
            return "the id is not that of the message";
        }
        String timestamp = header(exchange, "webhook-timestamp");
        if (!timestamp.matches("\\d+")
                || Math.abs(Long.parseLong(timestamp) - clock.instant().getEpochSecond()) > TOLERANCE_SECONDS) {
            return "old, or without its time: " + timestamp;
        }
        for (String signature : header(exchange, "webhook-signature").split(" ")) {
            for (String secret : secrets) {
                String right = "v1," + hmac(secret, id + "." + timestamp + "." + body);
                if (MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII))) {
                    return "";
                }
            }
        }
        return "not signed by anybody known";
    }

    private static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
