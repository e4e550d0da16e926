package io.rubro.platform.rest.internal.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/** Answers outside the API, where nobody's language is known. */
final class Plain {

    private Plain() {}

    /** 404 without the page a servlet container would draw. */
    static void notFound(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(
                        "{\"type\":\"/problems/rest.not-found\",\"title\":\"No encontrado\",\"status\":404,\"code\":\"rest.not-found\"}"
                                .getBytes(StandardCharsets.UTF_8));
    }
}
