package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rules a record breaks, by the fields the caller knows. */
final class RuleFaults {

    private final List<FieldError> errors = new ArrayList<>();
    private final UnaryOperator<String> names;

    /** @param names turns a field of the record into that of the request it comes from */
    RuleFaults(UnaryOperator<String> names) {
        this.names = names;
    }

    /** Notes a broken rule of {@code fiscal-verifactu.rule}. */
    void add(String field, String rule, Map<String, Object> args) {
        FieldError error = new FieldError(names.apply(field), "fiscal-verifactu.rule." + rule, args);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    /** Notes a rule if it does not hold. */
    void require(boolean holds, String field, String rule) {
        if (!holds) {
            add(field, rule, Map.of());
        }
    }

    /** @throws ProblemException 422 if any rule is broken */
    void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
