package io.rubro.platform.events.internal.shell;

import io.rubro.platform.events.internal.journal.Subscribers;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code rubro:subscribers}. */
@Service
@Command(scope = "rubro", name = "subscribers", description = "Who receives events, and how far each is")
@SuppressWarnings("NullAway.Init") // the shell sets the fields
public final class SubscribersCommand implements Action {

    @Reference
    private Subscribers subscribers;

    @Override
    public @Nullable Object execute() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Subscriber", "State", "Position", "Lag", "Held", "Parked", "Node"}) {
            table.column(column);
        }
        subscribers.all(null).forEach(s -> table.addRow()
                .addContent(
                        s.name(),
                        s.state(),
                        s.position(),
                        s.lag(),
                        s.held(),
                        s.parked(),
                        s.node() == null ? "" : s.node()));
        table.print(System.out);
        return null;
    }
}
