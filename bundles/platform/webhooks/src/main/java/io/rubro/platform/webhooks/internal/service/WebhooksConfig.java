package io.rubro.platform.webhooks.internal.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code io.rubro.platform.webhooks}. */
@ObjectClassDefinition(name = "Webhooks", description = "Adónde se pueden enviar los eventos de las organizaciones")
public @interface WebhooksConfig {

    /**
     * Networks in CIDR notation that may be called although they are not public: {@code 10.1.0.0/16, ::1}; {@code *} for
     * all. What an organisation enters is called from this server, with its way into the operator's own network.
     */
    @AttributeDefinition(
            name = "Redes permitidas",
            description = "En notación CIDR, además de las direcciones públicas; * para todas")
    String[] networks() default {};

    /** Whether {@code http:} will do for addresses of this machine, which must be among the {@code networks}, too. */
    @AttributeDefinition(
            name = "HTTP sin cifrar",
            description = "Solo hacia esta misma máquina, que debe estar entre las redes permitidas")
    boolean allowInsecure() default false;

    /** How many endpoints are served at the same time, 1 to 100. */
    @AttributeDefinition(name = "Envíos simultáneos", min = "1", max = "100")
    int parallel() default 16;
}
