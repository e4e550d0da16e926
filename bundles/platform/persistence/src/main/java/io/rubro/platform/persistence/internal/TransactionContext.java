package io.rubro.platform.persistence.internal;

import io.rubro.platform.ids.Id;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

/** What belongs to the transaction of a thread. */
final class TransactionContext {

    private static final ThreadLocal<@Nullable TransactionContext> CURRENT = new ThreadLocal<>();

    private final Map<EntityManagerFactory, EntityManager> managers = new IdentityHashMap<>();
    private final Deque<Runnable> beforeCommit = new ArrayDeque<>();
    private final List<Consumer<Boolean>> afterCompletion = new ArrayList<>();
    private @Nullable Id organization;
    private boolean doomed;

    static @Nullable TransactionContext current() {
        return CURRENT.get();
    }

    static TransactionContext require() {
        TransactionContext context = CURRENT.get();
        if (context == null) {
            throw new IllegalStateException("outside a transaction");
        }
        return context;
    }

    /** Makes this the context of the thread and returns the one before. */
    static @Nullable TransactionContext swap(@Nullable TransactionContext next) {
        TransactionContext previous = CURRENT.get();
        if (next == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(next);
        }
        return previous;
    }

    EntityManager entityManager(EntityManagerFactory unit) {
        return managers.computeIfAbsent(unit, EntityManagerFactory::createEntityManager);
    }

    void beforeCommit(Runnable action) {
        beforeCommit.add(action);
    }

    void afterCompletion(Consumer<Boolean> action) {
        afterCompletion.add(action);
    }

    /** Flushes all entities, then runs the actions, which may touch entities and add actions. */
    void prepare() {
        flush();
        for (Runnable action = beforeCommit.poll(); action != null; action = beforeCommit.poll()) {
            action.run();
            if (beforeCommit.isEmpty()) {
                flush();
            }
        }
    }

    private void flush() {
        managers.values().forEach(EntityManager::flush);
    }

    void completed(boolean committed, Consumer<RuntimeException> onError) {
        managers.values().forEach(EntityManager::close);
        for (Consumer<Boolean> action : afterCompletion) {
            try {
                action.accept(committed);
            } catch (RuntimeException e) {
                onError.accept(e); // one listener's failure must not hide the outcome from the others
            }
        }
    }

    void doom() {
        doomed = true;
    }

    boolean isDoomed() {
        return doomed;
    }

    /**
     * Binds the transaction to an organisation.
     *
     * @return whether it was not bound before
     * @throws IllegalStateException if it belongs to another one
     */
    boolean bind(Id wanted) {
        if (organization == null) {
            organization = wanted;
            return true;
        }
        if (!organization.equals(wanted)) {
            throw new IllegalStateException(
                    "the transaction belongs to organisation " + organization + ", the thread to " + wanted);
        }
        return false;
    }
}
