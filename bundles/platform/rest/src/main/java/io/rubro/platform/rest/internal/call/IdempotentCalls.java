package io.rubro.platform.rest.internal.call;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.internal.call.StoredAnswers.Answer;
import io.rubro.platform.rest.internal.call.StoredAnswers.KeyTakenException;
import io.rubro.platform.rest.internal.edge.ApiRequest;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.RefusedRequest;
import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.apache.cxf.message.MessageContentsList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Makes a POST with an {@code Idempotency-Key} happen once, however often it is sent: by a till that lost the answer, by
 * two tabs at the same moment, before and after a crash. A repeated request gets the first one's answer again, marked
 * {@code Idempotency-Replayed: true}. Only success is remembered; a refusal may be corrected and sent again.
 *
 * <p>The key belongs to the caller in its organisation; without an organisation (logging in) it means nothing.
 */
@Component(service = IdempotentCalls.class)
public final class IdempotentCalls {

    private static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    /** More than one lost race in a row means that answers are being deleted under us. */
    private static final int ATTEMPTS = 3;

    private volatile @Nullable StoredAnswers answers;

    @Activate
    public IdempotentCalls() {}

    /** The memory is there once its table is; the API does not wait for it. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setAnswers(StoredAnswers service) {
        answers = service;
    }

    public void unsetAnswers(StoredAnswers service) {
        if (answers == service) {
            answers = null;
        }
    }

    /** Whether this request asks to happen once. */
    boolean applies(ApiRequest request) {
        if (!request.getMethod().equals("POST") || request.getHeader(KEY) == null) {
            return false;
        }
        Caller caller = Caller.current();
        return caller.organization() != null && caller.id() != null;
    }

    /** Does the work, or finds out that it has been done. */
    MessageContentsList call(
            MethodPlan plan, ApiRequest request, AnswerShape shape, Supplier<MessageContentsList> work) {
        String key = key(plan, request);
        @Nullable StoredAnswers memory = answers;
        if (memory == null) {
            throw new RefusedRequest(Problem.of(503, "rest.starting").retryAfter(2));
        }
        Id caller = Objects.requireNonNull(Caller.current().id());
        String fingerprint = fingerprint(request);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Answer answer = memory.together(() -> {
                    Id claim = memory.claim(caller, key, fingerprint);
                    Answer fresh = remembered(work.get(), plan, shape, fingerprint);
                    memory.keep(claim, fresh);
                    return fresh;
                });
                return new MessageContentsList(response(answer, false));
            } catch (RefusedOutcome refused) {
                return refused.outcome;
            } catch (KeyTakenException taken) {
                Optional<Answer> earlier = memory.find(caller, key);
                if (earlier.isPresent()) {
                    return new MessageContentsList(replay(earlier.get(), fingerprint));
                }
            }
        }
        throw new RefusedRequest(Problem.of(503, "rest.busy").retryAfter(1));
    }

    private static String key(MethodPlan plan, ApiRequest request) {
        String key = Objects.requireNonNull(request.getHeader(KEY)).trim();
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw ProblemException.of(400, "rest.idempotency-key", Map.of("max", MAX_KEY));
        }
        if (plan.streamsBody()) {
            // the body is read while the method works, so two requests cannot be compared before
            throw ProblemException.of(400, "rest.idempotency-upload", Map.of());
        }
        if (plan.holdsSecret()) {
            // to repeat the answer it would have to be stored
            throw ProblemException.of(400, "rest.idempotency-secret", Map.of());
        }
        return key;
    }

    /** Only an equal request may have the answer: same path, same query, same body. */
    private static String fingerprint(ApiRequest request) {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            String line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            sum.update(line.getBytes(StandardCharsets.UTF_8));
            sum.update(request.body().digest());
            return HexFormat.of().formatHex(sum.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer remembered(
            MessageContentsList outcome, MethodPlan plan, AnswerShape shape, String fingerprint) {
        @Nullable Object value = outcome.isEmpty() ? null : outcome.get(0);
        boolean isResponse = value instanceof Response;
        Response response = value instanceof Response given
                ? given
                : (value == null ? Response.noContent() : Response.ok(value)).build();
        if (response.getStatus() >= 400) {
            throw new RefusedOutcome(outcome);
        }
        @Nullable Object entity = response.getEntity();
        byte[] body = shape.bytes(entity, isResponse ? null : plan.method().getGenericReturnType());
        Map<String, String> headers = new TreeMap<>();
        response.getStringHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        if (entity != null && !(entity instanceof byte[]) && !(entity instanceof StreamingOutput)) {
            headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        return new Answer(fingerprint, response.getStatus(), headers, body);
    }

    private static Response replay(Answer earlier, String fingerprint) {
        if (!earlier.fingerprint().equals(fingerprint)) {
            throw ProblemException.of(422, "rest.idempotency-reused", Map.of());
        }
        return response(earlier, true);
    }

    private static Response response(Answer answer, boolean replayed) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        return (answer.body().length == 0 ? response : response.entity(answer.body())).build();
    }

    /** Takes a refusal out of the transaction, which must not commit. */
    private static final class RefusedOutcome extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient MessageContentsList outcome;

        RefusedOutcome(MessageContentsList outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }
}
