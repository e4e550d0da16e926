package io.rubro.platform.observability.internal.health;

import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code rubro:health} in the shell: the same answer as {@code /health/ready}. */
@Component(
        service = HealthCommand.class,
        property = {
            "osgi.command.scope=rubro",
            "osgi.command.function=health",
            "osgi.command.description=Says whether the server is ready and what is missing"
        })
public final class HealthCommand {

    private final Readiness readiness;

    @Activate
    public HealthCommand(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    /** Prints the answer. */
    public void health(CommandSession session) {
        List<String> missing = readiness.missing(Locale.getDefault());
        session.getConsole().println(missing.isEmpty() ? "ready" : "not ready\n  " + String.join("\n  ", missing));
    }
}
