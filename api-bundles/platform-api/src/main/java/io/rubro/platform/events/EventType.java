package io.rubro.platform.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The logical name and schema version of a domain event. The name is what the journal stores and subscribers ask for;
 * the class may be renamed. A change that old readers cannot read needs a new version.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** The name, {@code <module>.<aggregate>.<past tense>}: {@code billing.invoice.issued}. */
    String value();

    /** The schema version of the payload, from 1. */
    int version() default 1;
}
