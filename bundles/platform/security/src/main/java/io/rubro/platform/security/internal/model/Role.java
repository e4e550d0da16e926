package io.rubro.platform.security.internal.model;

import io.rubro.platform.rest.Versioned;
import java.util.List;

/**
 * A set of permissions members may be given.
 *
 * @param id the name of a built-in role, else an identifier
 * @param builtIn whether it is the same in every organisation and follows what the running modules declare
 * @param permissions sorted; {@code *} stands for everything in the organisation
 */
public record Role(String id, String name, boolean builtIn, List<String> permissions, long version)
        implements Versioned {

    public Role {
        permissions = permissions.stream().sorted().toList();
    }
}
