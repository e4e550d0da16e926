package io.rubro.platform.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.internal.call.ForgetAnswers;
import io.rubro.platform.rest.internal.call.StoredAnswers;
import io.rubro.platform.rest.internal.testing.NotesResource;
import io.rubro.platform.rest.internal.testing.TestApi;
import io.rubro.platform.rest.internal.testing.TestApi.Answer;
import io.rubro.platform.rest.internal.testing.TestModule;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.tenancy.Tenant;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A POST with a key happens once, on both databases, however it is repeated. */
class IdempotencyTest {

    private static final String PATH = "/api/v1/till/receipts";

    private TestPlatform platform;
    private TestApi api;

    /** Writes a row for every call, and refuses when told to. */
    @Path("receipts")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    public static class Till {
        private final TestPlatform platform;

        Till(TestPlatform platform) {
            this.platform = platform;
        }

        @POST
        @Authenticated
        public Response sell(Map<String, String> sale) {
            Id id = Id.next();
            platform.transactions().run(() -> platform.sql()
                    .update(
                            "insert into till.receipt (organization_id, id, text) values ({org}, ?, ?)",
                            id,
                            sale.get("text")));
            if (sale.containsKey("refuse")) {
                throw ProblemException.conflict("till.closed", Map.of());
            }
            if (sale.containsKey("break")) {
                throw new IllegalStateException("broken");
            }
            return Response.created(URI.create("receipts/" + id))
                    .entity(Map.of("id", id, "text", sale.get("text")))
                    .build();
        }

        @POST
        @Path("plain")
        @Authenticated
        public Map<String, Id> plain(@QueryParam("n") int n) {
            return Map.of("id", Id.next());
        }

        @POST
        @Path("nothing")
        @Authenticated
        public void nothing() {}

        @POST
        @Path("picture")
        @Produces("application/octet-stream")
        @Authenticated
        public byte[] picture() {
            return new byte[] {0, (byte) 0xff, (byte) 0xfe, 7};
        }
    }

    private void start(TestDatabase database) {
        platform = database.start();
        platform.migrate("rest", "db/changelog.xml");
        platform.migrate("till", "till-changelog.xml");
        api = new TestApi();
        api.idempotency()
                .setAnswers(new StoredAnswers(platform.transactions(), platform.sql(), platform.schema("rest")));
        api.publish(TestModule.core("till", 7), new Till(platform));
    }

    @AfterEach
    void stop() {
        if (api != null) {
            api.close();
        }
        platform.close();
    }

    private Answer sell(String key, String body) {
        return api.post(PATH, body, "Idempotency-Key", key);
    }

    private int receipts() {
        return count("select count(*) from till.receipt r where r.organization_id = {org}");
    }

    private int count(String sql) {
        return Tenant.call(TestApi.ORGANIZATION, () -> platform.transactions()
                .required(
                        () -> platform.sql().queryOne(sql, row -> row.getInt(1)).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void a_repeated_request_gets_the_first_answer(TestDatabase database) {
        start(database);
        Answer first = sell("k1", "{\"text\":\"Ñandú €\"}");
        Answer second = sell("k1", "{\"text\":\"Ñandú €\"}");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body()).contains("Ñandú €");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(receipts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void another_key_caller_or_organisation_is_another_request(TestDatabase database) {
        start(database);
        byte[] body = "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        sell("k1", "{\"text\":\"a\"}");
        sell("k2", "{\"text\":\"a\"}");
        Answer elsewhere = api.send(api.json(api.as("ana-elsewhere", PATH), "POST", body, "Idempotency-Key", "k1"));
        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(elsewhere.header("Idempotency-Replayed")).isNull();
        assertThat(receipts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_key_cannot_be_used_for_something_else(TestDatabase database) {
        start(database);
        sell("k1", "{\"text\":\"a\"}");
        Answer other = sell("k1", "{\"text\":\"b\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/code")).isEqualTo("rest.idempotency-reused");
        assertThat(api.post("/api/v1/till/receipts/plain?n=1", "", "Idempotency-Key", "p")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/api/v1/till/receipts/plain?n=2", "", "Idempotency-Key", "p")
                        .status())
                .isEqualTo(422);
        assertThat(receipts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_and_a_failure_leave_nothing_and_may_be_tried_again(TestDatabase database) {
        start(database);
        Answer refused = sell("k1", "{\"text\":\"a\",\"refuse\":\"\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("till.closed");
        assertThat(sell("k1", "{\"text\":\"a\",\"break\":\"\"}").status()).isEqualTo(500);
        assertThat(sell("k1", "not json").status()).isEqualTo(400);
        assertThat(receipts()).isZero();
        assertThat(sell("k1", "{\"text\":\"a\"}").status()).isEqualTo(201);
        assertThat(receipts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void requests_at_the_same_moment_happen_once(TestDatabase database) {
        start(database);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                String key = "round-" + round;
                List<Answer> answers = IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> sell(key, "{\"text\":\"a\"}"), pool))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
                assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo(201));
                assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
                assertThat(answers.stream().filter(a -> a.header("Idempotency-Replayed") == null))
                        .hasSize(1);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(receipts()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void answers_of_every_kind_are_remembered(TestDatabase database) {
        start(database);
        for (String path : List.of("/plain?n=1", "/nothing", "/picture")) {
            String key = "key" + path;
            Answer first = api.send(
                    api.ana(PATH + path).headers("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.noBody()));
            Answer second = api.send(
                    api.ana(PATH + path).headers("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(second.status()).as(path + second.body()).isEqualTo(first.status());
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "DERBY")
    void a_key_must_be_a_key(TestDatabase database) {
        start(database);
        assertThat(sell("k".repeat(256), "{\"text\":\"a\"}").status()).isEqualTo(400);
        assertThat(sell("", "{\"text\":\"a\"}").at("/code")).isEqualTo("rest.idempotency-key");
        assertThat(sell("k".repeat(255), "{\"text\":\"a\"}").status()).isEqualTo(201);
        api.publish(TestModule.core("notes", 8), new NotesResource());
        Answer upload = api.send(api.ana("/api/v1/notes/notes/upload")
                .headers("Idempotency-Key", "k", "Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10])));
        assertThat(upload.at("/code")).isEqualTo("rest.idempotency-upload");
    }

    @ParameterizedTest
    @EnumSource(names = "DERBY")
    void before_the_table_is_there_a_key_is_refused_and_all_else_works(TestDatabase database) {
        platform = database.start();
        platform.migrate("till", "till-changelog.xml");
        api = new TestApi();
        api.publish(TestModule.core("till", 7), new Till(platform));
        assertThat(api.post(PATH, "{\"text\":\"a\"}").status()).isEqualTo(201);
        Answer keyed = sell("k1", "{\"text\":\"a\"}");
        assertThat(keyed.status()).isEqualTo(503);
        assertThat(keyed.header("Retry-After")).isEqualTo("2");
        assertThat(receipts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answers_are_forgotten_after_two_days(TestDatabase database) {
        start(database);
        sell("old", "{\"text\":\"a\"}");
        sell("new", "{\"text\":\"a\"}");
        Sql sql = platform.sql();
        Tenant.run(
                TestApi.ORGANIZATION,
                () -> sql.update(
                        "update rest.idempotency set created_at = ? where organization_id = {org} and idempotency_key = ?",
                        Instant.now().minus(Duration.ofHours(49)),
                        "old"));
        StoredAnswers answers = new StoredAnswers(platform.transactions(), sql, platform.schema("rest"));
        new ForgetAnswers(answers, new OneOrganization()).run();
        assertThat(count("select count(*) from rest.idempotency i where i.organization_id = {org}"))
                .isEqualTo(1);
        assertThat(sell("old", "{\"text\":\"a\"}").header("Idempotency-Replayed"))
                .isNull();
        assertThat(sell("new", "{\"text\":\"a\"}").header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    private static final class OneOrganization implements Organizations {
        @Override
        public Organization current() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Id> all() {
            return List.of(TestApi.ORGANIZATION);
        }
    }
}
