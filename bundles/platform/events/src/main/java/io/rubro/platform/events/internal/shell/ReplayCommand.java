package io.rubro.platform.events.internal.shell;

import io.rubro.platform.events.internal.journal.HeldEvent;
import io.rubro.platform.events.internal.journal.HeldEvents;
import io.rubro.platform.security.Caller;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code rubro:replay <subscriber> <position>}. */
@Service
@Command(scope = "rubro", name = "replay", description = "Tries a held event again now")
@SuppressWarnings("NullAway.Init") // the shell sets the fields
public final class ReplayCommand implements Action {

    @Reference
    private HeldEvents held;

    @Argument(name = "subscriber", required = true, description = "Who holds the event")
    private String subscriber;

    @Argument(index = 1, name = "position", required = true, description = "Its position in the journal")
    private long position;

    @Override
    public @Nullable Object execute() {
        List<HeldEvent> found = held.find(new HeldEvents.Search(null, subscriber, null, subscriber, position - 1, 1));
        if (found.isEmpty() || found.get(0).position() != position) {
            System.out.println(subscriber + " holds no event " + position);
            return null;
        }
        HeldEvent event = found.get(0);
        Caller.system("shell:replay", event.organization()).<@Nullable Void>call(() -> {
            held.replay(subscriber, position);
            return null;
        });
        System.out.println("event " + position + " is tried again");
        return null;
    }
}
