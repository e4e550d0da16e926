package io.rubro.platform.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;

/**
 * The logical name and schema version of a domain event. The name is what the journal stores and subscribers ask for;
 * the class may be renamed. A change that old readers cannot read needs a new version.
 *
 * <p>The build announces each type as a capability {@value #CAPABILITY} of the bundle that holds the class, so that it is
 * known before the first event happens.
 */
@Capability(namespace = EventType.CAPABILITY, name = "${#value}")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** The namespace of the capabilities bundles have for the events they define; its attribute is the name. */
    String CAPABILITY = "io.rubro.event";

    /** The name, {@code <module>.<aggregate>.<past tense>}: {@code billing.invoice.issued}. */
    String value();

    /** The schema version of the payload, from 1. */
    int version() default 1;
}
