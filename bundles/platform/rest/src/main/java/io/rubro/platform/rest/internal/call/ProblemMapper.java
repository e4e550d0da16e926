package io.rubro.platform.rest.internal.call;

import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.internal.edge.ApiRequest;
import io.rubro.platform.rest.internal.edge.BodyBrokenException;
import io.rubro.platform.rest.internal.edge.BodyTooLargeException;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.ProblemTexts;
import io.rubro.platform.rest.internal.problem.RefusedRequest;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into the one kind of answer callers have to understand. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final ProblemTexts texts;

    public ProblemMapper(ProblemTexts texts) {
        this.texts = texts;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Message message = JAXRSUtils.getCurrentMessage();
        ApiRequest request = request(message);
        Problem problem = classify(failure);
        if (problem.status() == 405 && !problem.headers().containsKey(HttpHeaders.ALLOW)) {
            problem = problem.with(HttpHeaders.ALLOW, AllowedMethods.at(message));
        }
        if (problem.status() >= 500) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        }
        return toResponse(problem, request);
    }

    /** The answer for a problem. */
    public Response toResponse(Problem problem, ApiRequest request) {
        ProblemTexts.Written written =
                texts.write(problem, request.language(), request.getRequestURI(), request.id(), request.dialect());
        Response.ResponseBuilder answer =
                Response.status(written.status()).type(written.mediaType()).entity(written.body());
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    /** The request a message belongs to; every message here comes through our servlet. */
    static ApiRequest request(Message message) {
        Object request = message.getExchange().getInMessage().get(AbstractHTTPDestination.HTTP_REQUEST);
        return (ApiRequest) Objects.requireNonNull(request);
    }

    private static Problem classify(Throwable failure) {
        if (failure instanceof RefusedRequest refused) {
            return refused.problem();
        }
        if (failure instanceof ProblemException refused) {
            return Problem.of(refused);
        }
        if (failure instanceof WebApplicationException web) {
            return ofWeb(web);
        }
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (cause instanceof BodyTooLargeException large) {
                return Problem.of(413, "rest.body-too-large", Map.of("limit", large.limit()))
                        .with("Connection", "close");
            }
            if (cause instanceof BodyBrokenException) {
                return Problem.of(400, "rest.body-incomplete");
            }
            if (cause instanceof DataAccessException data && data.isTransient()) {
                return Problem.of(503, "rest.busy").retryAfter(1);
            }
            if (cause instanceof DataAccessException data && data.isConstraintViolation()) {
                // a rule of the database nobody checked before: two callers were faster than the check, or it is
                // missing
                LOG.warn("a constraint of the database refused a change", data);
                return Problem.ofStatus(409);
            }
            if (cause instanceof ProblemException refused) {
                return Problem.of(refused);
            }
            cause = cause.getCause();
        }
        return Problem.ofStatus(500);
    }

    private static Problem ofWeb(WebApplicationException web) {
        Response response = web.getResponse();
        Problem problem = Problem.ofStatus(response.getStatus() < 400 ? 500 : response.getStatus());
        for (String header : new String[] {HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE}) {
            @Nullable String value = response.getHeaderString(header);
            if (value != null) {
                problem = problem.with(header, value);
            }
        }
        return problem;
    }
}
