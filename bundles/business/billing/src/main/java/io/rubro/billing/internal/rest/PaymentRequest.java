package io.rubro.billing.internal.rest;

import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A payment to be noted.
 *
 * @param method one of {@link PaymentMethod}, in either case
 */
public record PaymentRequest(@NotNull BigDecimal amount, @Nullable LocalDate date, @NotBlank String method) {

    PaymentDraft toDraft() {
        for (PaymentMethod known : PaymentMethod.values()) {
            if (known.name().equalsIgnoreCase(method.strip())) {
                return new PaymentDraft(amount, date, known);
            }
        }
        String allowed = Arrays.stream(PaymentMethod.values())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw ProblemException.invalid("method", "billing.payment.method", Map.of("allowed", allowed));
    }
}
