package io.rubro.crm.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The lock on who is who. Whoever gives a contact an identity holds it until the transaction ends, so that «is there one
 * already?» and «then make one» are one step, also among nodes. Only one organisation's changes wait for each other.
 */
@Component(service = Directory.class)
public final class Directory {

    private final Sql sql;

    @Activate
    public Directory(@Reference Sql sql) {
        this.sql = sql;
    }

    /** Takes the lock of the organisation on the thread; held until the current transaction ends. */
    public void lock() {
        if (!taken()) {
            sql.insertUnlessThere(
                    "insert into crm.directory (organization_id, id, changes) values ({org}, ?, 0)", Id.next());
            if (!taken()) {
                throw new IllegalStateException("the organisation's row in crm.directory is missing");
            }
        }
    }

    private boolean taken() {
        return sql.update("update crm.directory set changes = changes + 1 where organization_id = {org}") == 1;
    }
}
