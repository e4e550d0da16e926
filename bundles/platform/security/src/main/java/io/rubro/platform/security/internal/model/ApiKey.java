package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a program calls the API for one organisation; its secret is known only to whoever made it.
 *
 * @param prefix the beginning of the key, {@code rbk_<prefix>_…}, by which a person recognises it
 * @param expires null if it does not expire
 * @param lastUsed to the minute; null if never
 * @param revoked null while it is valid
 */
public record ApiKey(
        Id id,
        String name,
        String prefix,
        List<String> permissions,
        Id createdBy,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        @Nullable Instant revoked) {}
