package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;

/**
 * A new invitation with the only copy of its token.
 *
 * @param token is given to the person and lets him in, once
 */
public record IssuedInvitation(Id id, String email, String role, String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "IssuedInvitation[" + id + "]";
    }
}
