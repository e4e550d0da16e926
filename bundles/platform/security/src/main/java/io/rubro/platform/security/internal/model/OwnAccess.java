package io.rubro.platform.security.internal.model;

import io.rubro.platform.organizations.Organization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may do, for a client that shows only what works.
 *
 * @param organization the one the caller works in; null without one
 * @param permissions sorted; {@code *} stands for everything in the organisation
 * @param organizations those a user may switch to; empty for a key
 */
public record OwnAccess(@Nullable Organization organization, List<String> permissions, List<Workplace> organizations) {

    public OwnAccess {
        permissions = permissions.stream().sorted().toList();
    }
}
