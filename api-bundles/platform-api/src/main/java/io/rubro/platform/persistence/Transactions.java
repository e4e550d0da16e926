package io.rubro.platform.persistence;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to a transaction. All modules share one JTA transaction on one data source: an invoice, its fiscal
 * record, its stock movement and its events commit together or not at all.
 *
 * <p>Exceptions pass through unchanged and roll back. A lost optimistic lock surfaces as a
 * {@link io.rubro.platform.problem.ProblemException} with status 409.
 */
@ProviderType
public interface Transactions {

    /** Runs the work in the current transaction, or in a new one that ends with it. */
    <T extends @Nullable Object> T required(Callable<T> work);

    /** Runs the work in a transaction of its own, the current one suspended. Commits whatever the outer one does. */
    <T extends @Nullable Object> T requiresNew(Callable<T> work);

    /** As {@link #required}, for work without a result. */
    default void run(Runnable work) {
        this.<@Nullable Void>required(() -> {
            work.run();
            return null;
        });
    }

    /** Whether this thread is in a transaction. */
    boolean active();

    /**
     * The entity manager of this transaction for a persistence unit; made on first use and closed with the transaction.
     *
     * @throws IllegalStateException outside a transaction
     */
    EntityManager entityManager(EntityManagerFactory unit);

    /**
     * Runs an action when the transaction is about to commit, after all entities were flushed, in the order of
     * registration. For append-only rows (journal, audit) and locks that must be taken last. An exception rolls back.
     * Actions may register further actions.
     *
     * @throws IllegalStateException outside a transaction
     */
    void beforeCommit(Runnable action);

    /**
     * Runs an action when the transaction has ended; it hears whether it committed. Outside of it: no database work.
     *
     * @throws IllegalStateException outside a transaction
     */
    void afterCompletion(Consumer<Boolean> action);

    /** Marks the current transaction so that it can only roll back. */
    void setRollbackOnly();
}
