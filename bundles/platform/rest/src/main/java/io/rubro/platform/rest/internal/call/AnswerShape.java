package io.rubro.platform.rest.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rubro.platform.rest.Versioned;
import io.rubro.platform.rest.internal.edge.ApiRequest;
import io.rubro.platform.rest.internal.json.JsonBody;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.ProblemTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.URI;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.ResponseBuilder;
import javax.ws.rs.core.StreamingOutput;
import org.apache.cxf.message.MessageContentsList;
import org.jspecify.annotations.Nullable;

/** Gives what a method returned the form in which it leaves: version tag, 304, relative location, problem document. */
public final class AnswerShape {

    private final JsonBody json;
    private final ProblemMapper problems;

    public AnswerShape(JsonBody json, ProblemMapper problems) {
        this.json = json;
        this.problems = problems;
    }

    /** Finishes an outcome; most values pass as they are. */
    MessageContentsList finish(@Nullable Object outcome, ApiRequest request) {
        MessageContentsList contents =
                outcome instanceof MessageContentsList list ? list : new MessageContentsList(outcome);
        @Nullable Object value = contents.isEmpty() ? null : contents.get(0);
        if (value instanceof Response response) {
            return new MessageContentsList(finish(response, request));
        }
        return value instanceof Versioned versioned
                ? new MessageContentsList(tagged(Response.ok(versioned), versioned, request))
                : contents;
    }

    private Response finish(Response response, ApiRequest request) {
        if (response.getStatus() >= 400) {
            return isProblem(response, request)
                    ? response
                    : problems.toResponse(Problem.ofStatus(response.getStatus()), request);
        }
        @Nullable Object location = response.getMetadata().getFirst(HttpHeaders.LOCATION);
        boolean isTagged = response.getEntity() instanceof Versioned && response.getEntityTag() == null;
        if (location == null && !isTagged) {
            return response;
        }
        ResponseBuilder answer = Response.fromResponse(response);
        if (location instanceof URI uri) {
            // without scheme and host it stays right behind any proxy, and when it is remembered
            answer.header(HttpHeaders.LOCATION, null).header(HttpHeaders.LOCATION, path(uri));
        }
        return response.getEntity() instanceof Versioned versioned && isTagged
                ? tagged(answer, versioned, request)
                : answer.build();
    }

    /** Whether the answer was written by the mapper. */
    private static boolean isProblem(Response response, ApiRequest request) {
        String type = String.valueOf(response.getMetadata().getFirst(HttpHeaders.CONTENT_TYPE));
        return type.startsWith(ProblemTexts.MEDIA_TYPE)
                || (request.dialect() != null
                        && type.startsWith(ProblemTexts.DIALECT_TYPE)
                        && response.getEntity() instanceof byte[]);
    }

    private static String path(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static Response tagged(ResponseBuilder answer, Versioned value, ApiRequest request) {
        String tag = Long.toString(value.version());
        if (request.getMethod().equals("GET") && matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Response.status(Response.Status.NOT_MODIFIED)
                    .tag(new EntityTag(tag))
                    .build();
        }
        return answer.tag(new EntityTag(tag)).build();
    }

    /** The weak comparison of RFC 9110, 13.1.2: a list of tags, or {@code *}. */
    private static boolean matches(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String candidate : header.split(",", -1)) {
            String bare = candidate.trim();
            if (bare.equals("*") || bare.equals("\"" + tag + "\"") || bare.equals("W/\"" + tag + "\"")) {
                return true;
            }
        }
        return false;
    }

    /** The bytes of an entity, as they would be written. */
    byte[] bytes(@Nullable Object entity, @Nullable Type type) {
        try {
            if (entity == null) {
                return new byte[0];
            } else if (entity instanceof byte[] bytes) {
                return bytes;
            } else if (entity instanceof StreamingOutput stream) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                stream.write(out);
                return out.toByteArray();
            }
            return json.write(entity, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value that cannot be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
