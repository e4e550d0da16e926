package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.mode.OperatingMode;
import io.rubro.fiscal.verifactu.internal.mode.Standing;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.fiscal.verifactu.internal.signing.SigningKeys;
import io.rubro.fiscal.verifactu.internal.signing.TestKey;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** A business with a key, and what it takes to keep its records without VERI*FACTU. */
public final class Kept implements AutoCloseable {

    public final Taxpayer taxpayer;
    public final Checks checks;
    public final PeriodExport export;

    public Kept(TestDatabase database, Path folder) {
        taxpayer = new Taxpayer(database, new SigningKeys(TestKey.file(folder).toString(), TestKey.PASSWORD));
        checks = taxpayer.checks;
        export = new PeriodExport(
                taxpayer.platform.transactions(),
                taxpayer.platform.sql(),
                taxpayer.chain,
                taxpayer.signatures,
                taxpayer.log);
    }

    /** As the business. */
    public <T> T as(Callable<T> work) {
        return Tenant.call(taxpayer.organization, work);
    }

    public Standing change(OperatingMode mode) {
        return as(() -> taxpayer.modes.change(taxpayer.business(), mode));
    }

    /** The events in their order. */
    public List<Event> events() {
        return as(() -> taxpayer.log.heads().stream()
                .flatMap(head -> taxpayer.log.range(head.id(), 1, head.lastPosition()).stream())
                .toList());
    }

    public List<String> types() {
        return events().stream().map(Event::type).toList();
    }

    public void pass(Duration time) {
        taxpayer.now = taxpayer.now.plus(time);
    }

    /** Somebody with access to the database. */
    public void tamper(String statement) throws SQLException {
        try (Connection c = taxpayer.platform.localDataSource().getConnection();
                Statement s = c.createStatement()) {
            s.executeUpdate(statement);
            c.commit();
        }
    }

    @Override
    public void close() {
        taxpayer.close();
    }
}
