package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as one organisation sees him.
 *
 * @param id the account's
 * @param role the name of a built-in role ({@code owner}, {@code manager}, {@code staff}, {@code viewer}) or the id of
 *     one of the organisation's own
 * @param disabled whether he is shut out of this organisation
 * @param since when he joined it
 * @param lastSeen when his last session here was last used; null if there is none or it is forgotten
 * @param version of the membership
 */
public record Member(
        Id id,
        String email,
        String name,
        String role,
        boolean disabled,
        Instant since,
        @Nullable Instant lastSeen,
        long version)
        implements Versioned {}
