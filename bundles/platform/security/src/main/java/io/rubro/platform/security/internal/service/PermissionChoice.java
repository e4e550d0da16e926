package io.rubro.platform.security.internal.service;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The check of a list of permissions a person has chosen. */
final class PermissionChoice {

    private PermissionChoice() {}

    /**
     * Refuses permissions that cannot be chosen, naming each by its place in the list.
     *
     * @throws ProblemException 422
     */
    static void check(List<String> permissions, Predicate<String> allowed) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < permissions.size(); i++) {
            String permission = permissions.get(i);
            if (!allowed.test(permission)) {
                errors.add(new FieldError(
                        "permissions[" + i + "]", "security.permission-unknown", Map.of("permission", permission)));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
