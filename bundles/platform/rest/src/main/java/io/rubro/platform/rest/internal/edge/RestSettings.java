package io.rubro.platform.rest.internal.edge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set about the REST interface (configuration {@code io.rubro.rest}). */
@ObjectClassDefinition(name = "Rubro REST")
public @interface RestSettings {

    /** The largest body of a request in bytes, where the method does not say otherwise. */
    @AttributeDefinition(name = "Body limit", description = "Largest request body in bytes", min = "1024")
    long bodyLimit() default 1L << 20;

    /** The proxies in front of this server: what they say about the client is believed. */
    @AttributeDefinition(
            name = "Trusted proxies",
            description = "Addresses or networks in CIDR notation whose X-Forwarded-For and X-Forwarded-Proto count")
    String[] trustedProxies() default {};
}
