package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What valid credentials allow.
 *
 * @param id of the user or API key
 * @param name the user's e-mail address or the key's name
 * @param organization where; null for an administrator of the platform without an organisation
 */
public record Access(Id id, String name, @Nullable Id organization, Set<String> permissions) {

    public Access {
        permissions = Set.copyOf(permissions);
    }
}
