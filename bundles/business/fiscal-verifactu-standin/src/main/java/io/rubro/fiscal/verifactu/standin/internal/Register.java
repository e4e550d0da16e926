package io.rubro.fiscal.verifactu.standin.internal;

import io.rubro.fiscal.verifactu.standin.internal.Registration.ChainKey;
import io.rubro.fiscal.verifactu.standin.internal.Registration.InvoiceKey;
import io.rubro.fiscal.verifactu.standin.internal.Registration.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the authority has: the invoices and the chains they came in. Guarded by itself. */
final class Register {

    /** The state of an invoice. */
    enum State {
        CORRECT,
        WITH_ERRORS,
        CANCELLED
    }

    /**
     * An invoice as it is held.
     *
     * @param last the record that counts
     * @param error of {@link State#WITH_ERRORS}
     * @param presenter who sent it
     * @param request which message it came in
     */
    record Held(
            Registration last,
            State state,
            @Nullable Finding error,
            String presenter,
            String request,
            Instant presentedAt) {}

    private static final class Chain {
        private final Set<String> seen = new HashSet<>();
        private @Nullable Link last;
        private @Nullable Instant lastMessage;
    }

    /** In the order in which they came. */
    private final Map<InvoiceKey, Held> invoices = new LinkedHashMap<>();

    private final Map<ChainKey, Chain> chains = new HashMap<>();

    synchronized void clear() {
        invoices.clear();
        chains.clear();
    }

    synchronized Optional<Held> find(InvoiceKey key) {
        return Optional.ofNullable(invoices.get(key));
    }

    synchronized List<Held> all() {
        return List.copyOf(invoices.values());
    }

    /** Whether a chain has records, this one not among them. */
    synchronized boolean startedWithout(Registration record) {
        Chain chain = chains.get(record.chain());
        return chain != null && !chain.seen.isEmpty() && !chain.seen.contains(record.fingerprint());
    }

    /**
     * Hangs a record on its chain, unless it hangs there already.
     *
     * @return what is wrong with its place
     */
    synchronized Optional<String> follow(Registration record) {
        Chain chain = chain(record.chain());
        if (!chain.seen.add(record.fingerprint())) {
            return Optional.empty();
        }
        Link last = chain.last;
        chain.last = record.asLink();
        Link previous = record.previous();
        // where a chain that began elsewhere goes on nobody can tell
        if (last == null || last.equals(previous)) {
            return Optional.empty();
        }
        String before = previous == null ? "nothing" : previous.number();
        return Optional.of(record.invoice().number() + " follows " + before + ", not " + last.number());
    }

    /** Notes when a message came, and says whether less time passed since the one before it than was asked for. */
    synchronized boolean tooSoon(ChainKey key, Instant now, Duration wait) {
        Chain chain = chain(key);
        Instant before = chain.lastMessage;
        chain.lastMessage = now;
        return before != null && now.isBefore(before.plus(wait));
    }

    private Chain chain(ChainKey key) {
        return chains.computeIfAbsent(key, any -> new Chain());
    }

    /** What forbids a record in the state its invoice is in: validations 1.2.2, section 6. */
    synchronized Optional<Finding> conflict(Registration record) {
        Held held = invoices.get(record.invoice());
        boolean expectsNone = record.cancellation()
                ? record.withoutPriorRecord()
                : !record.correction() || record.priorRejection().equals("X");
        if (expectsNone == (held == null)) {
            return Optional.empty();
        }
        if (held == null) {
            return Optional.of(new Finding(3002, "No hay registro de esa factura."));
        }
        return Optional.of(
                record.cancellation() && held.state == State.CANCELLED
                        ? new Finding(3001, "La factura ya está anulada.")
                        : new Finding(3000, "Ya hay un registro de esa factura."));
    }

    /** Takes a record. */
    synchronized void hold(
            Registration record, @Nullable Finding error, String presenter, String request, Instant now) {
        State state = error == null ? State.CORRECT : State.WITH_ERRORS;
        invoices.put(
                record.invoice(),
                new Held(record, record.cancellation() ? State.CANCELLED : state, error, presenter, request, now));
    }
}
