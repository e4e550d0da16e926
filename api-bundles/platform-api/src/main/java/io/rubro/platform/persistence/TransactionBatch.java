package io.rubro.platform.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects values during a transaction and hands them over together when it is about to commit: after the entities were
 * flushed and after every action other modules had registered by then, so that what the writer locks is locked last.
 * For append-only rows that many places of one transaction contribute to. A transaction that rolls back hands over
 * nothing.
 *
 * @param <T> what is collected
 */
public final class TransactionBatch<T> {

    private final Transactions transactions;
    private final Consumer<List<T>> writer;

    /** What the transaction that is committing on this thread has collected so far. */
    private final ThreadLocal<@Nullable List<T>> committing = new ThreadLocal<>();

    /** @param writer takes everything one transaction collected, in order, inside that transaction */
    public TransactionBatch(Transactions transactions, Consumer<List<T>> writer) {
        this.transactions = transactions;
        this.writer = writer;
    }

    /**
     * Adds to the current transaction.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void add(T value) {
        if (committing.get() == null) {
            transactions.beforeCommit(() -> collect(value));
        } else {
            // A commit is under way on this thread. It may be that of this transaction or of one that is suspended
            // meanwhile, whose list must not get our value: this late one goes by itself.
            transactions.beforeCommit(() -> writer.accept(List.of(value)));
        }
    }

    private void collect(T value) {
        List<T> collected = committing.get();
        if (collected == null) {
            collected = new ArrayList<>();
            committing.set(collected);
            transactions.afterCompletion(committed -> committing.remove()); // also if another's action fails
            transactions.beforeCommit(this::handOver);
        }
        collected.add(value);
    }

    private void handOver() {
        List<T> collected = committing.get();
        if (collected != null) {
            committing.remove();
            writer.accept(collected);
        }
    }
}
