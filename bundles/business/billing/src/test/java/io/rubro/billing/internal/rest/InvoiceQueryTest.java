package io.rubro.billing.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.PaymentMethod;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InvoiceQueryTest {

    private static InvoiceFilter filter(@Nullable String status, @Nullable String from) {
        return new InvoiceQuery(status, null, null, from, null, false).filter();
    }

    private static void refuses(ThrowingCallable call, String field) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }

    @Test
    void parameters_become_a_filter() {
        assertThat(filter("issued", "2026-01-31"))
                .isEqualTo(new InvoiceFilter(InvoiceStatus.ISSUED, null, null, LocalDate.of(2026, 1, 31), null, false));
        assertThat(filter(null, "")).isEqualTo(InvoiceFilter.ALL);
    }

    @Test
    void a_wrong_parameter_is_named() {
        refuses(() -> filter("sent", null), "status");
        refuses(() -> filter(null, "31/01/2026"), "from");
        refuses(() -> filter(null, "2026-02-30"), "from");
        refuses(() -> filter(null, "+12026-02-01"), "from");
    }

    @Test
    void methods_of_payment_are_read_in_either_case() {
        assertThat(new PaymentRequest(BigDecimal.ONE, null, "cash").toDraft().method())
                .isEqualTo(PaymentMethod.CASH);
        assertThat(new PaymentRequest(BigDecimal.ONE, null, "TRANSFER")
                        .toDraft()
                        .method())
                .isEqualTo(PaymentMethod.TRANSFER);
        refuses(() -> new PaymentRequest(BigDecimal.ONE, null, "barter").toDraft(), "method");
    }
}
