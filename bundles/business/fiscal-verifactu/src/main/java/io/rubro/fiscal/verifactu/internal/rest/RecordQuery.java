package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.RecordFilter;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The filters of a list of records; a {@code @BeanParam}. */
public final class RecordQuery {

    @QueryParam("chain")
    private @Nullable Id chain;

    @QueryParam("state")
    private @Nullable String state;

    @QueryParam("type")
    private @Nullable String type;

    @QueryParam("kind")
    private @Nullable String kind;

    @QueryParam("number")
    private @Nullable String number;

    @QueryParam("invoice")
    private @Nullable Id invoice;

    @QueryParam("from")
    private @Nullable String from;

    @QueryParam("to")
    private @Nullable String to;

    /** Called by JAX-RS, which then fills the fields. */
    public RecordQuery() {
        this(null, null, null);
    }

    /** Asked for by code. */
    RecordQuery(@Nullable String state, @Nullable String kind, @Nullable String number) {
        this.state = state;
        this.kind = kind;
        this.number = number;
    }

    /** The chain that is wanted; null for the one opened last. */
    @Nullable
    Id chain() {
        return chain;
    }

    /**
     * The filter these parameters mean.
     *
     * @throws ProblemException 422 naming the parameter that is wrong
     */
    RecordFilter filter() {
        return new RecordFilter(
                states(),
                type(),
                kind(),
                number == null || number.isBlank() ? null : number.strip(),
                invoice,
                date("from", from),
                date("to", to));
    }

    /** {@code open} stands for what has no answer yet; several states are separated by commas. */
    private Set<SubmissionState> states() {
        Set<SubmissionState> states = EnumSet.noneOf(SubmissionState.class);
        if (state == null || state.isBlank()) {
            return states;
        }
        for (String wanted : state.split(",")) {
            String name = wanted.strip().toUpperCase(Locale.ROOT);
            if (name.equals("OPEN")) {
                states.add(SubmissionState.PENDING);
                states.add(SubmissionState.SENT);
            } else {
                states.add(Arrays.stream(SubmissionState.values())
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown("state", SubmissionState.values())));
            }
        }
        return states;
    }

    private @Nullable RecordType type() {
        if (type == null || type.isBlank()) {
            return null;
        }
        return Arrays.stream(RecordType.values())
                .filter(each -> each.element().equals(type) || each.name().equalsIgnoreCase(type))
                .findFirst()
                .orElseThrow(() -> unknown("type", RecordType.values()));
    }

    private @Nullable String kind() {
        if (kind == null || kind.isBlank()) {
            return null;
        }
        String wanted = kind.strip().toUpperCase(Locale.ROOT);
        if (!Literal.KIND.allows(wanted)) {
            throw ProblemException.invalid("kind", "fiscal-verifactu.literal.kind");
        }
        return wanted;
    }

    private static ProblemException unknown(String field, Enum<?>[] values) {
        String allowed = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return ProblemException.invalid(field, "fiscal-verifactu.state", Map.of("allowed", allowed));
    }

    private static @Nullable LocalDate date(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9998) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // refused below
        }
        throw ProblemException.invalid(name, "fiscal-verifactu.date");
    }
}
