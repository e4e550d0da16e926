package io.rubro.crm.es.internal.dialect;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.rubro.crm.es.cfg}. */
@ObjectClassDefinition(name = "CRM in Spanish")
public @interface GuestSettings {

    @AttributeDefinition(
            name = "Organisation open to this machine",
            description =
                    "Id of the organisation in which programs on this machine may read and change clients without a"
                            + " key. For trying things out; empty switches it off.")
    String open_local_organization() default "";
}
