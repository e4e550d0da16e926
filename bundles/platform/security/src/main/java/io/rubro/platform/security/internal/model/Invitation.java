package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;

/**
 * An invitation that was not accepted yet.
 *
 * @param role the name of a built-in role or the id of one of the organisation's own
 * @param invitedBy the e-mail address or key of who made it
 */
public record Invitation(Id id, String email, String role, String invitedBy, Instant createdAt, Instant expiresAt) {}
