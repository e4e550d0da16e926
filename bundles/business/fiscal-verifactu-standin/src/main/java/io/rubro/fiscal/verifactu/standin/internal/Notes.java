package io.rubro.fiscal.verifactu.standin.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the stand-in saw, for tests to ask. */
public final class Notes {

    /** What became of a record. */
    public enum Outcome {
        ACCEPTED,
        ACCEPTED_WITH_ERRORS,
        REJECTED,
        /** Rejected because it was there already. */
        DUPLICATE
    }

    /**
     * A message of records that was understood.
     *
     * @param early whether it came before its time and with fewer than a thousand records
     * @param incident whether it says that there was an incident
     * @param requested whether it answers a request of the authority
     */
    public record Message(
            Instant at, String taxpayer, int records, boolean early, boolean incident, boolean requested) {}

    /**
     * A record as it was judged.
     *
     * @param code null if nothing is wrong
     */
    public record Judged(
            String taxpayer,
            String installation,
            boolean cancellation,
            String number,
            String fingerprint,
            boolean signed,
            Outcome outcome,
            @Nullable Integer code) {}

    /**
     * How often what happened.
     *
     * @param requests all that came on the service's path, understood or not
     * @param messages of records, understood
     * @param early messages before their time
     * @param faults messages refused as a whole
     * @param chainFaults records that do not follow the one before them in their chain
     */
    public record Counts(
            int requests,
            int messages,
            int early,
            int faults,
            int accepted,
            int acceptedWithErrors,
            int rejected,
            int duplicates,
            int queries,
            int checks,
            int chainFaults) {}

    private final List<Message> messages = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> chainFaults = new ArrayList<>();
    private int requests;
    private int queries;
    private int checks;

    synchronized void request() {
        requests++;
    }

    synchronized void query() {
        queries++;
    }

    synchronized void check() {
        checks++;
    }

    synchronized void message(Message message) {
        messages.add(message);
    }

    synchronized void judged(Judged record) {
        judged.add(record);
    }

    synchronized void fault(String text) {
        faults.add(text);
    }

    synchronized void chainFault(String text) {
        chainFaults.add(text);
    }

    /** The messages, in their order. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The records, each time one came, in their order. */
    public synchronized List<Judged> judged() {
        return List.copyOf(judged);
    }

    /** Why messages were refused as a whole. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Records that do not follow the one before them, in words. */
    public synchronized List<String> chainFaults() {
        return List.copyOf(chainFaults);
    }

    /** The fingerprints of each installation in the order they came in first. */
    public synchronized Map<String, List<String>> order() {
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        judged.forEach(record -> seen.computeIfAbsent(
                        record.taxpayer + " " + record.installation, any -> new LinkedHashSet<>())
                .add(record.fingerprint));
        Map<String, List<String>> order = new LinkedHashMap<>();
        seen.forEach((chain, fingerprints) -> order.put(chain, List.copyOf(fingerprints)));
        return order;
    }

    /** All the numbers at once. */
    public synchronized Counts counts() {
        return new Counts(
                requests,
                messages.size(),
                (int) messages.stream().filter(Message::early).count(),
                faults.size(),
                count(Outcome.ACCEPTED),
                count(Outcome.ACCEPTED_WITH_ERRORS),
                count(Outcome.REJECTED),
                count(Outcome.DUPLICATE),
                queries,
                checks,
                chainFaults.size());
    }

    private int count(Outcome outcome) {
        return (int) judged.stream().filter(record -> record.outcome == outcome).count();
    }
}
