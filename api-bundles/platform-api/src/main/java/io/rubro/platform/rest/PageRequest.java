package io.rubro.platform.rest;

import io.rubro.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of a list asks for; a {@code @BeanParam} of the resource. {@code limit} from 1 to 200 (50 if absent),
 * {@code sort} a field name with {@code -} before it for descending, {@code cursor} what the last page said.
 */
public final class PageRequest {

    /** The most records a page may hold. */
    public static final int MAX_LIMIT = 200;

    // Not final: JAX-RS makes the bean with the constructor without parameters and then fills the annotated fields.
    @QueryParam("limit")
    @DefaultValue("50")
    private int limit;

    @QueryParam("sort")
    private @Nullable String sort;

    @QueryParam("cursor")
    private @Nullable String cursor;

    /** The first page as JAX-RS makes it, before it fills in the query parameters. */
    public PageRequest() {
        this(50, null, null);
    }

    /** A page asked for by code. */
    public PageRequest(int limit, @Nullable String sort, @Nullable String cursor) {
        this.limit = limit;
        this.sort = sort;
        this.cursor = cursor;
    }

    /**
     * How many records are wanted.
     *
     * @throws ProblemException 422 if below 1 or above {@value #MAX_LIMIT}
     */
    public int limit() {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid("limit", "rest.limit", Map.of("max", MAX_LIMIT));
        }
        return limit;
    }

    /**
     * The wanted order.
     *
     * @param allowed the fields a caller may sort by; the first is the default, with {@code -} if descending
     * @throws ProblemException 422 if another field was asked for
     */
    public Order order(String... allowed) {
        String wanted = sort == null || sort.isBlank() ? allowed[0] : sort;
        String field = wanted.startsWith("-") ? wanted.substring(1) : wanted;
        List<String> fields = Arrays.stream(allowed)
                .map(f -> f.startsWith("-") ? f.substring(1) : f)
                .toList();
        if (!fields.contains(field)) {
            throw ProblemException.invalid("sort", "rest.sort", Map.of("allowed", String.join(", ", fields)));
        }
        return new Order(field, wanted.startsWith("-"));
    }

    /**
     * The parts of the cursor, as given to {@link #cursor(Object...)}; empty on the first page.
     *
     * @param parts how many parts are expected
     * @throws ProblemException 422 if it is not a cursor this server made
     */
    public Optional<List<String>> after(int parts) {
        if (cursor == null || cursor.isBlank()) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> values = Arrays.asList(text.split("\u0001", -1));
            if (values.size() == parts) {
                return Optional.of(values);
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the refusal below
        }
        throw ProblemException.invalid("cursor", "rest.cursor");
    }

    /** Writes a cursor from the sort keys of the last row of a page. */
    public static String cursor(Object... keys) {
        String text =
                String.join("\u0001", Arrays.stream(keys).map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An order of a list.
     *
     * @param field the field, one of those allowed
     * @param descending whether the greatest comes first
     */
    public record Order(String field, boolean descending) {}
}
