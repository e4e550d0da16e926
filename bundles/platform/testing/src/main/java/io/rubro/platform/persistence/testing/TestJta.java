package io.rubro.platform.persistence.testing;

import javax.transaction.TransactionManager;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.jspecify.annotations.Nullable;

/** Tells EclipseLink which transaction manager a test uses. Made by name, so the manager waits in a static. */
public final class TestJta extends ServerPlatformBase {

    private static volatile @Nullable TransactionManager manager;

    public TestJta(DatabaseSession session) {
        super(session);
        disableRuntimeServices();
    }

    static void use(TransactionManager next) {
        manager = next;
    }

    @Override
    public Class<?> getExternalTransactionControllerClass() {
        return Controller.class;
    }

    /** Finds the manager of the unit that is starting. */
    public static final class Controller extends JTATransactionController {

        @Override
        protected @Nullable TransactionManager acquireTransactionManager() {
            return manager;
        }
    }
}
