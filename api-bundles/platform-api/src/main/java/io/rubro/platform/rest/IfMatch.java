package io.rubro.platform.rest;

import io.rubro.platform.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code If-Match} header: the version of a record the caller has seen. A parameter of resource methods that change
 * a record: {@code @HeaderParam("If-Match") IfMatch seen}.
 *
 * @param version the version, or -1 for {@code *}
 */
public record IfMatch(long version) {

    /**
     * Reads the header, {@code "7"}, {@code W/"7"} or {@code *}. The name is the one JAX-RS looks for.
     *
     * @throws ProblemException 400 if it is none of these
     */
    public static IfMatch valueOf(String header) {
        String tag = header.trim();
        if (tag.equals("*")) {
            return new IfMatch(-1);
        }
        String bare = tag.startsWith("W/") ? tag.substring(2) : tag;
        try {
            if (bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
                return new IfMatch(Long.parseLong(bare.substring(1, bare.length() - 1)));
            }
        } catch (NumberFormatException notOurs) {
            // falls through to the refusal below
        }
        throw ProblemException.of(400, "rest.if-match", Map.of("value", tag));
    }

    /**
     * Refuses if the record has another version than the caller saw.
     *
     * @param seen the header, or null if the caller sent none
     * @throws ProblemException 428 if the header is missing, 412 if the record changed
     */
    public static void require(@Nullable IfMatch seen, long actual) {
        if (seen == null) {
            throw ProblemException.of(428, "rest.if-match-required", Map.of());
        }
        if (seen.version != -1 && seen.version != actual) {
            throw ProblemException.staleVersion();
        }
    }
}
