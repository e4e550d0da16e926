package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import java.util.Collection;
import java.util.Map;

/** The rule that nobody gives, takes or impersonates more than he has himself. */
final class Grants {

    private Grants() {}

    /**
     * Refuses if the caller lacks one of the permissions.
     *
     * @throws ProblemException 403 naming the first
     */
    static void require(Collection<String> permissions) {
        Caller caller = Caller.current();
        permissions.stream().sorted().filter(p -> !caller.may(p)).findFirst().ifPresent(lacking -> {
            throw ProblemException.of(403, "security.grant-exceeded", Map.of("permission", lacking));
        });
    }

    /**
     * The user who is calling.
     *
     * @throws ProblemException 403 if the caller is a key, a device or the platform itself
     */
    static Id requireUser() {
        Caller caller = Caller.current();
        Id id = caller.id();
        if (caller.kind() != Kind.USER || id == null) {
            throw ProblemException.of(403, "security.users-only", Map.of());
        }
        return id;
    }
}
