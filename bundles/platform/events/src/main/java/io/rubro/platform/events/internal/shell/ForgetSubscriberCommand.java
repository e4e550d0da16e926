package io.rubro.platform.events.internal.shell;

import io.rubro.platform.events.internal.journal.Subscribers;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code rubro:forget-subscriber <subscriber>}. */
@Service
@Command(
        scope = "rubro",
        name = "forget-subscriber",
        description = "Forgets a subscriber that will not come back; if it does, it starts anew")
@SuppressWarnings("NullAway.Init") // the shell sets the fields
public final class ForgetSubscriberCommand implements Action {

    @Reference
    private Subscribers subscribers;

    @Argument(name = "subscriber", required = true, description = "Its name")
    private String subscriber;

    @Override
    public @Nullable Object execute() {
        subscribers.forget(subscriber);
        System.out.println(subscriber + " is forgotten");
        return null;
    }
}
