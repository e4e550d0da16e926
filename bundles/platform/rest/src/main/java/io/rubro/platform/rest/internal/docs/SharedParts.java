package io.rubro.platform.rest.internal.docs;

import io.rubro.platform.rest.internal.problem.ProblemTexts;
import io.rubro.platform.rest.internal.publish.ModuleServer;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.stream.Collectors;

/** What all operations have in common: how to log in, how problems look, how to do something once. */
final class SharedParts {

    static final String BEARER = "bearer";
    static final String API_KEY = "apiKey";
    static final String PROBLEM = "Problem";
    static final String DETAIL = "Detail";
    static final String IDEMPOTENCY_KEY = "IdempotencyKey";

    private static final String INTRODUCTION =
            """
            The interface of everything that is loaded at this moment.

            * Log in at `/api/v1/security/login` and send `Authorization: Bearer <accessToken>`, or send an API key as \
            `X-API-Key`.
            * Identifiers are texts of 13 characters, amounts are decimal numbers in texts (`"12.50"`), dates are ISO \
            8601.
            * Absent and null are the same; unknown fields are refused.
            * Lists come in pages: send `next` of one as `cursor` for the following.
            * A record with a `version` comes with an `ETag`; send it back as `If-Match` to change the record.
            * Errors are `application/problem+json` (RFC 9457): compare `code`, show `detail` and `errors[].message`, \
            which come in Spanish (`es-ES`, `es-AR`) or English (`en`) as `Accept-Language` says.
            """;

    private SharedParts() {}

    /** The introduction, with a line for each module that answers as another program would. */
    static String introduction(List<ModuleServer> servers) {
        String dialects = servers.stream()
                .filter(server -> server.dialect() != null)
                .map(server -> "* **" + server.name("en") + "** keeps the conventions of another program:"
                        + " [its own page](/docs/?module=" + server.module() + ").\n")
                .collect(Collectors.joining());
        return INTRODUCTION + dialects;
    }

    static Components components() {
        return new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"))
                .addSecuritySchemes(
                        API_KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key"))
                .addParameters(
                        IDEMPOTENCY_KEY,
                        new Parameter()
                                .in("header")
                                .name("Idempotency-Key")
                                .description("Any text of up to 255 characters that names this attempt. A repeated"
                                        + " request with the same key does nothing again and gets the first answer,"
                                        + " marked `Idempotency-Replayed: true`. Remembered for 48 hours.")
                                .schema(text().maxLength(255)))
                .addSchemas(PROBLEM, problem())
                .addResponses(
                        DETAIL,
                        new ApiResponse()
                                .description("What was refused, and why")
                                .content(new Content()
                                        .addMediaType(
                                                ProblemTexts.DIALECT_TYPE,
                                                new MediaType()
                                                        .schema(object().addProperty("detail", new JsonSchema())))))
                .addResponses(
                        PROBLEM,
                        new ApiResponse()
                                .description("What was refused, and why")
                                .content(new Content()
                                        .addMediaType(
                                                ProblemTexts.MEDIA_TYPE,
                                                new MediaType()
                                                        .schema(new JsonSchema()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        Schema<?> error = object().addProperty(
                        "field", text().description("The path of the field, `lines[0].quantity`"))
                .addProperty("code", text())
                .addProperty("message", text());
        return object().addProperty("type", text().format("uri-reference"))
                .addProperty("title", text())
                .addProperty("status", new JsonSchema().typesItem("integer"))
                .addProperty("detail", text().description("What a person may read"))
                .addProperty("instance", text().format("uri-reference"))
                .addProperty("code", text().description("What a program may compare"))
                .addProperty("requestId", text().description("Names the request in the log of the server"))
                .addProperty("errors", new JsonSchema().typesItem("array").items(error));
    }

    private static Schema<?> object() {
        return new JsonSchema().typesItem("object");
    }

    static Schema<?> text() {
        return new JsonSchema().typesItem("string");
    }
}
