package io.rubro.platform.marketplace.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.rubro.marketplace.cfg}. */
@ObjectClassDefinition(name = "Plugins")
public @interface MarketplaceConfig {

    @AttributeDefinition(
            name = "Seconds until ready",
            description = "How long a newly installed plugin may take until it works; then the old one comes back",
            min = "1")
    int readySeconds() default 60;
}
