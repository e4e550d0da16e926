package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place where a user is logged in.
 *
 * @param organization the organisation it works in; null for an administrator of the platform without one
 * @param client what the browser or app called itself
 * @param current whether the caller is asking through this very session
 */
public record SessionInfo(
        Id id,
        @Nullable Id organization,
        String client,
        Instant created,
        Instant lastUsed,
        Instant expires,
        boolean current) {}
