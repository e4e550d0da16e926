package io.rubro.billing.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.problem.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests say about refusals. */
final class Refusals {

    private Refusals() {}

    /** 422 on these fields, each written {@code field code}. */
    static void refuses(ThrowingCallable call, String... errors) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors())
                    .extracting(error -> error.field() + " " + error.code())
                    .containsExactlyInAnyOrder(errors);
        });
    }

    /** A status with a code. */
    static void refuses(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.code()).isEqualTo(code);
        });
    }
}
