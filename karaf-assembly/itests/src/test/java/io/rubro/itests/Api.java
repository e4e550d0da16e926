package io.rubro.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** The REST API as one caller sees it. */
final class Api {

    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String url;
    private final List<String> headers;

    private Api(String url, List<String> headers) {
        this.url = url;
        this.headers = headers;
    }

    /** Without credentials. */
    static Api anonymous(String url) {
        return new Api(url, List.of());
    }

    /** The same server without credentials. */
    Api withoutLogin() {
        return anonymous(url);
    }

    /** With one header more on every request. */
    Api with(String header, String value) {
        List<String> all = new ArrayList<>(headers);
        all.add(header);
        all.add(value);
        return new Api(url, all);
    }

    /** The headers of every request, names and values. */
    String[] headers() {
        return headers.toArray(String[]::new);
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response, JsonNode json) {

        /** Fails with the whole answer if the status is another. */
        Answer expect(int expected) {
            Assertions.assertThat(status)
                    .as("%s %s answered %s", response.request().method(), response.uri(), response.body())
                    .isEqualTo(expected);
            return this;
        }

        /** A field of the JSON, by its path {@code /a/b}. */
        String text(String pointer) {
            return json.at(pointer).asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(text(body))));
    }

    Answer put(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(text(body))));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Any request: for the badly behaved ones. */
    Answer send(String method, String path, byte[] body, String contentType) {
        return send(request(path).header("Content-Type", contentType).method(method, BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        if (!headers.isEmpty()) {
            builder.headers(headers.toArray(String[]::new));
        }
        return builder;
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer send(HttpRequest.Builder builder) {
        try {
            HttpResponse<String> response = CLIENT.send(builder.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode json = type.contains("json") && !response.body().isEmpty()
                    ? JSON.readTree(response.body())
                    : MissingNode.getInstance();
            return new Answer(response.statusCode(), response, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------------ the steps most tests begin with

    static final String PASSWORD = "una contraseña larga de prueba";

    /** Uses the one-time token: the first organisation and its owner, who also administers the platform. */
    static Api setUp(Installation installation, String name, String email) {
        Answer answer = anonymous(installation.url())
                .post(
                        "/api/v1/security/setup",
                        Map.of(
                                "token", installation.setupToken(),
                                "organization", organization(name),
                                "administrator", Map.of("email", email, "name", "Ana", "password", PASSWORD)));
        Assertions.assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return anonymous(installation.url()).as(answer.text("/accessToken"));
    }

    static Map<String, Object> organization(String name) {
        return Map.of("name", name, "legalName", name + " SL", "taxId", "B12345674", "country", "ES");
    }

    /** As the holder of an access token. */
    Api as(String accessToken) {
        return new Api(url, List.of("Authorization", "Bearer " + accessToken));
    }

    /** Logs in. */
    static Api login(Installation installation, String email, String password) {
        Answer answer = anonymous(installation.url())
                .post("/api/v1/security/login", Map.of("email", email, "password", password))
                .expect(200);
        return anonymous(installation.url()).as(answer.text("/accessToken"));
    }

    /** An invoice of one line at 21 % VAT, to a customer with a tax id. */
    static Map<String, Object> invoice(String customer, String email, String net) {
        return Map.of(
                "customer", Map.of("name", customer, "email", email, "taxId", "A58818501", "country", "ES"),
                "lines",
                        List.of(Map.of(
                                "description", "Servicios", "quantity", "1", "unitPrice", net, "taxRate", "21")));
    }
}
