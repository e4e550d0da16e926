package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventHistory;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.tenancy.Tenant;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Reads the journal on connections of its own, past the locks of any business transaction. */
@Component(service = EventHistory.class)
public final class StoredHistory implements EventHistory {

    private final EventTable events;
    private final EventJson json = new EventJson();

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public StoredHistory(
            @Reference GlobalSql sql,
            @Reference(target = "(osgi.jndi.service.name=rubro-local)") DataSource local,
            @Reference(target = "(module=events)") SchemaReady schema) {
        events = new EventTable(new LocalConnections(local), sql.dialect(), json);
    }

    @Override
    public long head() {
        try {
            return events.head();
        } catch (SQLException e) {
            throw new DataAccessException("the head of the journal", e);
        }
    }

    @Override
    public List<JournalEvent> read(Set<String> types, long after, int most) {
        if (most < 1 || most > MAX_PAGE) {
            throw new IllegalArgumentException("1 to " + MAX_PAGE + " events, not " + most);
        }
        Id organization = Tenant.current();
        try {
            return List.copyOf(events.of(organization, types, after, most));
        } catch (SQLException e) {
            throw new DataAccessException("the journal after " + after, e);
        }
    }

    /** Lets go of the classes payloads were read as. */
    @Deactivate
    public void close() {
        json.close();
    }
}
