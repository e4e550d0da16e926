package io.rubro.platform.observability.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.rubro.observability.cfg}. */
@ObjectClassDefinition(name = "Observability")
public @interface ObservabilityConfig {

    @AttributeDefinition(
            name = "Networks that may read /metrics",
            description = "Addresses or networks in CIDR notation, * for everybody. A request that came through a proxy"
                    + " (X-Forwarded-For, Forwarded) is never taken for a local one.")
    String[] metrics_networks() default {"127.0.0.0/8", "::1"};
}
