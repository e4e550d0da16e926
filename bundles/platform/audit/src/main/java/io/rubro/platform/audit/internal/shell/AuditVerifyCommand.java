package io.rubro.platform.audit.internal.shell;

import io.rubro.platform.audit.internal.model.Verification;
import io.rubro.platform.audit.internal.service.Trail;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code rubro:audit-verify [organisation]}. */
@Service
@Command(scope = "rubro", name = "audit-verify", description = "Verifies the audit trail of one or all organisations")
@SuppressWarnings("NullAway.Init") // the shell sets the fields
public final class AuditVerifyCommand implements Action {

    @Reference
    private Trail trail;

    @Reference
    private Organizations organizations;

    @Argument(name = "organisation", description = "Its id; all of them if not given")
    private @Nullable String organization;

    @Override
    public @Nullable Object execute() {
        List<Id> all = organization == null ? organizations.all() : List.of(Id.valueOf(organization));
        ShellTable table = new ShellTable();
        for (String column : List.of("Organisation", "Intact", "Entries", "First fault", "Last hash")) {
            table.column(column);
        }
        for (Id id : all) {
            Verification v = Tenant.call(id, () -> trail.verify(null));
            table.addRow()
                    .addContent(
                            id,
                            v.intact(),
                            v.entries(),
                            v.fault() == null
                                    ? ""
                                    : v.fault().kind() + " at " + v.fault().seq(),
                            v.lastHash() == null ? "" : v.lastHash());
        }
        table.print(System.out);
        return null;
    }
}
