package io.rubro.platform.jobs.internal.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the scheduler, {@code etc/io.rubro.platform.jobs.cfg}. */
@ObjectClassDefinition(name = "Rubro: scheduled jobs")
public @interface JobsConfig {

    @AttributeDefinition(description = "How many jobs may run on this node at the same time")
    int threads() default 4;

    @AttributeDefinition(description = "Milliseconds between two looks for due jobs")
    long poll_millis() default 1_000;

    @AttributeDefinition(
            description = "Milliseconds between two signs of life of a running job; after six without one its node is"
                    + " taken for dead. The clocks of the nodes must agree much better than that.")
    long heartbeat_millis() default 10_000;

    @AttributeDefinition(
            description =
                    "Milliseconds a running job is waited for, half of them after it is interrupted, when its module"
                            + " or the node stops")
    long stop_millis() default 20_000;

    @AttributeDefinition(description = "How many runs of each job are remembered")
    int history() default 50;
}
