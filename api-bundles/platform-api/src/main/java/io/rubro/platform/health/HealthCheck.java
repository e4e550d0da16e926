package io.rubro.platform.health;

import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something a module must have done before the server says that it is ready, beyond what the platform sees by itself
 * (bundles active, components satisfied, schemas up to date, database answering): a port that must be bound, plugins
 * that must be back. Publish it as an OSGi service; {@code /health/ready} answers 503 while any check has a problem.
 */
@ConsumerType
public interface HealthCheck {

    /** What is checked, in lower case, stable: {@code plugins}. */
    String name();

    /**
     * What is missing, in words for an operator; empty if all is well. Answers from memory and at once: it is asked every
     * second.
     *
     * @param locale the language to say it in
     */
    Optional<String> problem(Locale locale);
}
