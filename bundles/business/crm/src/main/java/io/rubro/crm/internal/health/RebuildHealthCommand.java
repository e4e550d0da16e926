package io.rubro.crm.internal.health;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.security.Caller;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code rubro:rebuild-health [organisation]}. */
@Service
@Command(
        scope = "rubro",
        name = "rebuild-health",
        description = "Computes the health of the customers of one or all organisations again from the journal")
@SuppressWarnings("NullAway.Init") // the shell sets the fields
public final class RebuildHealthCommand implements Action {

    @Reference
    private Rebuild rebuild;

    @Reference
    private Organizations organizations;

    @Argument(name = "organisation", description = "Its id; all of them if not given")
    private @Nullable String organization;

    @Override
    public @Nullable Object execute() {
        List<Id> all = organization == null ? organizations.all() : List.of(Id.valueOf(organization));
        ShellTable table = new ShellTable();
        for (String column :
                List.of("Organisation", "Events", "Invoices", "Changed", "Customers", "Milliseconds", "Rows/s")) {
            table.column(column);
        }
        for (Id id : all) {
            Rebuild.RebuildResult result =
                    Caller.system("shell:rebuild-health", id).call(rebuild::run);
            table.addRow()
                    .addContent(
                            id,
                            result.events(),
                            result.invoices(),
                            result.changed(),
                            result.customers(),
                            result.milliseconds(),
                            result.rowsPerSecond());
        }
        table.print(System.out);
        return null;
    }
}
