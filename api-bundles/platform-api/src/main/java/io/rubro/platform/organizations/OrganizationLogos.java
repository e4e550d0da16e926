package io.rubro.platform.organizations;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the logos of organisations, for documents and screens that show them. */
@ProviderType
public interface OrganizationLogos {

    /**
     * That of the organisation of this thread; empty if it has none.
     *
     * @throws IllegalStateException without an organisation
     */
    Optional<OrganizationLogo> current();
}
