package io.rubro.platform.events.internal.journal;

import io.rubro.platform.persistence.Transactions;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

/** Transactions that take their time between the commit and telling anybody. */
record LateReports(Transactions real) implements Transactions {

    @Override
    public <T extends @Nullable Object> T required(Callable<T> work) {
        return real.required(work);
    }

    @Override
    public <T extends @Nullable Object> T requiresNew(Callable<T> work) {
        return real.requiresNew(work);
    }

    @Override
    public boolean active() {
        return real.active();
    }

    @Override
    public EntityManager entityManager(EntityManagerFactory unit) {
        return real.entityManager(unit);
    }

    @Override
    public void beforeCommit(Runnable action) {
        real.beforeCommit(action);
    }

    @Override
    public void afterCompletion(Consumer<Boolean> action) {
        real.afterCompletion(committed -> {
            Probe.pause(ThreadLocalRandom.current().nextInt(15));
            action.accept(committed);
        });
    }

    @Override
    public void setRollbackOnly() {
        real.setRollbackOnly();
    }
}
