package io.rubro.platform.events.internal.journal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.rubro.events.cfg}. */
@ObjectClassDefinition(name = "Event journal")
public @interface JournalConfig {

    @AttributeDefinition(name = "Workers", description = "How many subscribers are served at the same time", min = "1")
    int workers() default 4;

    @AttributeDefinition(
            name = "Retention in days",
            description = "Events older than this are deleted once every subscriber has passed them; 0 keeps them all",
            min = "0")
    int retentionDays() default 0;
}
