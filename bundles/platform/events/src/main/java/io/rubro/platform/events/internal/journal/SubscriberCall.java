package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/** Calls one subscriber in transactions, and tells its failures from those of the database. Not for several threads. */
final class SubscriberCall {

    private final String name;
    private final Transactions transactions;

    private @Nullable StoredEvent current;
    private @Nullable Throwable thrown;
    private boolean committed;

    SubscriberCall(String name, Transactions transactions) {
        this.name = name;
        this.transactions = transactions;
    }

    /**
     * Does the work in a transaction of the organisation.
     *
     * @throws SubscriberFailure if the subscriber is to blame
     * @throws RuntimeException if the journal or the database is
     */
    void inTransaction(Id organization, Runnable work) {
        committed = false;
        try {
            Caller.system("event:" + name, organization).<@Nullable Void>call(() -> {
                transactions.run(() -> {
                    current = null;
                    thrown = null;
                    transactions.afterCompletion(done -> committed = done);
                    work.run();
                });
                return null;
            });
        } catch (FencedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Throwable cause = thrown != null ? thrown : e;
            if (cause instanceof VirtualMachineError || Failures.isOfConnection(e)) {
                throw e;
            }
            throw new SubscriberFailure(thrown != null ? current : null, cause);
        } finally {
            thrown = null;
        }
        if (!committed) {
            throw new SubscriberFailure(
                    null, new IllegalStateException("the subscriber marked its transaction for rollback"));
        }
    }

    /** Hands over one event, inside {@link #inTransaction}. */
    void deliver(EventSubscriber subscriber, StoredEvent event) {
        current = event;
        try {
            subscriber.on(event);
        } catch (RuntimeException | Error e) {
            thrown = e;
            throw e;
        } catch (Exception e) {
            thrown = e;
            throw new IllegalStateException(e);
        }
    }
}
