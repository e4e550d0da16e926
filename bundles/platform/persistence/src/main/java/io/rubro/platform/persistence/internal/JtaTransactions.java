package io.rubro.platform.persistence.internal;

import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.OptimisticLockException;
import javax.persistence.PersistenceException;
import javax.transaction.NotSupportedException;
import javax.transaction.RollbackException;
import javax.transaction.Status;
import javax.transaction.SystemException;
import javax.transaction.Transaction;
import javax.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions over the JTA transaction manager. All of the platform's transactions begin here, so the order at the end
 * is ours: flush entities, run the actions, commit, close entity managers, tell listeners.
 *
 * <p>When the database ends a transaction to break a deadlock, the outermost work is repeated, twice at most.
 */
@Component
public final class JtaTransactions implements Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(JtaTransactions.class);
    private static final int ATTEMPTS = 3;

    private final TransactionManager manager;

    @Activate
    public JtaTransactions(@Reference TransactionManager manager) {
        this.manager = manager;
    }

    @Override
    public <T extends @Nullable Object> T required(Callable<T> work) {
        if (TransactionContext.current() == null) {
            return repeated(work);
        }
        try {
            return call(work);
        } catch (RuntimeException | Error e) {
            setRollbackOnly(); // whoever catches this further out must not commit half of the work
            throw e;
        }
    }

    @Override
    public <T extends @Nullable Object> T requiresNew(Callable<T> work) {
        TransactionContext outer = TransactionContext.swap(null);
        try {
            Transaction suspended = outer == null ? null : manager.suspend();
            try {
                return repeated(work);
            } finally {
                if (suspended != null) {
                    manager.resume(suspended);
                }
            }
        } catch (SystemException | javax.transaction.InvalidTransactionException e) {
            throw new IllegalStateException(e);
        } finally {
            TransactionContext.swap(outer);
        }
    }

    private <T extends @Nullable Object> T repeated(Callable<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (DataAccessException e) {
                if (!e.isTransient() || attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debug("attempt {} lost to {}, again", attempt, e.sqlState());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextInt(5, 30) * attempt));
            }
        }
    }

    private <T extends @Nullable Object> T once(Callable<T> work) {
        begin();
        TransactionContext context = new TransactionContext();
        TransactionContext.swap(context);
        boolean committed = false;
        try {
            T result = call(work);
            if (context.isDoomed()) {
                return result; // decided by the work itself; the finally block rolls back
            }
            prepare(context);
            manager.commit();
            committed = true;
            return result;
        } catch (RollbackException e) {
            throw translate(new PersistenceException(e));
        } catch (SystemException
                | javax.transaction.HeuristicMixedException
                | javax.transaction.HeuristicRollbackException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!committed) {
                rollback();
            }
            TransactionContext.swap(null);
            context.completed(committed, e -> LOG.error("after the end of a transaction", e));
        }
    }

    private static void prepare(TransactionContext context) {
        try {
            context.prepare();
        } catch (PersistenceException e) {
            throw translate(e);
        }
    }

    private static <T extends @Nullable Object> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (PersistenceException e) {
            throw translate(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What EclipseLink throws, as what callers of the platform know. */
    private static RuntimeException translate(PersistenceException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException
                    || cause instanceof org.eclipse.persistence.exceptions.OptimisticLockException) {
                return ProblemException.conflict("rest.concurrent-change", Map.of());
            }
            if (cause instanceof SQLException sql) {
                return new DataAccessException(String.valueOf(sql.getMessage()), sql);
            }
        }
        return e;
    }

    private void begin() {
        try {
            manager.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rollback() {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (SystemException | RuntimeException e) {
            LOG.error("rolling back", e);
        }
    }

    @Override
    public boolean active() {
        return TransactionContext.current() != null;
    }

    @Override
    public EntityManager entityManager(EntityManagerFactory unit) {
        return TransactionContext.require().entityManager(unit);
    }

    @Override
    public void beforeCommit(Runnable action) {
        TransactionContext.require().beforeCommit(action);
    }

    @Override
    public void afterCompletion(Consumer<Boolean> action) {
        TransactionContext.require().afterCompletion(action);
    }

    @Override
    public void setRollbackOnly() {
        TransactionContext.require().doom();
        try {
            if (manager.getStatus() == Status.STATUS_ACTIVE) {
                manager.setRollbackOnly();
            }
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
