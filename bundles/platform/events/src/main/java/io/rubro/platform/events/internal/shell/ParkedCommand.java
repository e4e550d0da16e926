package io.rubro.platform.events.internal.shell;

import io.rubro.platform.events.internal.journal.HeldEvents;
import io.rubro.platform.events.internal.journal.HeldState;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code rubro:parked [--all] [subscriber]}. */
@Service
@Command(scope = "rubro", name = "parked", description = "Events that wait for an administrator, of all organisations")
@SuppressWarnings("NullAway.Init") // the shell sets the fields
public final class ParkedCommand implements Action {

    private static final int MOST = 500;

    @Reference
    private HeldEvents held;

    @Argument(name = "subscriber", description = "Only of this subscriber")
    private @Nullable String subscriber;

    @Option(name = "--all", description = "Also those that are still tried, and those that wait behind others")
    private boolean all;

    @Override
    public @Nullable Object execute() {
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Subscriber", "Position", "State", "Attempts", "Organisation", "Record", "Type", "Error"
                }) {
            table.column(column);
        }
        HeldState state = all ? null : HeldState.PARKED;
        held.find(new HeldEvents.Search(null, subscriber, state, "", 0, MOST)).forEach(e -> table.addRow()
                .addContent(
                        e.subscriber(),
                        e.position(),
                        e.state(),
                        e.attempts(),
                        e.organization(),
                        e.aggregate(),
                        e.type(),
                        e.error() == null ? "" : e.error()));
        table.print(System.out);
        return null;
    }
}
