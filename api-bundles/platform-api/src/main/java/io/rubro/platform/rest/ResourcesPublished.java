package io.rubro.platform.rest;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Registered, with the service property {@code module}, while the REST resources of that module answer requests.
 * Replaced by another when the set changes.
 */
@ProviderType
public interface ResourcesPublished {

    /** The id of the module. */
    String module();

    /** The {@code service.id} of each resource that is served. */
    Set<Long> services();
}
