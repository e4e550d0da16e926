package io.rubro.invoice.documents.internal.rest;

import java.util.function.Supplier;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a file, kept by the browser of this person alone and asked after each time.
 *
 * @param name what it is saved as
 */
record Download(String type, String name) {

    /**
     * The file, or 304 if the caller has it.
     *
     * @param fingerprint of what the file is made of
     * @param seen the header {@code If-None-Match}
     */
    Response answer(String fingerprint, @Nullable String seen, Supplier<byte[]> content) {
        EntityTag tag = new EntityTag(fingerprint);
        Response.ResponseBuilder answer = seen != null && seen.contains("\"" + fingerprint + "\"")
                ? Response.notModified(tag)
                : Response.ok(content.get(), type)
                        .tag(tag)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"");
        return answer.header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
    }
}
