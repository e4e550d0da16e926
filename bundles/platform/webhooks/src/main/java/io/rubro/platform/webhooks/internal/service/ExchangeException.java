package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.webhooks.internal.model.Problem;
import org.jspecify.annotations.Nullable;

/** An endpoint gave no answer. */
final class ExchangeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    ExchangeException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
