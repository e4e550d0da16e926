package io.rubro.platform.console.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.util.Map;

/** The user behind a request: what belongs to a person is not for machines. */
final class Person {

    private Person() {}

    /** @throws ProblemException 403 for an API key or a device, or without an organisation */
    static Id require() {
        Caller caller = Caller.current();
        if (caller.kind() != Caller.Kind.USER || caller.id() == null) {
            throw ProblemException.of(403, "console.users-only", Map.of());
        }
        requireOrganization();
        return caller.id();
    }

    /** @throws ProblemException 403 for a caller without an organisation */
    static void requireOrganization() {
        if (Caller.current().organization() == null) {
            throw ProblemException.of(403, "console.organization-missing", Map.of());
        }
    }
}
