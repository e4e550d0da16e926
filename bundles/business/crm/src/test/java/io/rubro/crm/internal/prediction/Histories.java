package io.rubro.crm.internal.prediction;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Made-up histories of opportunities whose chances are known. */
final class Histories {

    static final Id FIRST = new Id(1);
    static final Id LAST = new Id(2);
    static final LocalDate BEGIN = LocalDate.of(2024, 1, 1);
    private static final String[] SOURCES = {"feria", "web", "recomendacion"};

    private Histories() {}

    /** One opportunity a day. Nine of ten that are won were in the last stage, and half of those that are lost. */
    static List<Past> of(int count, long seed, ToDoubleFunction<Snapshot> chance) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Past> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Snapshot first = new Snapshot(
                    FIRST,
                    SOURCES[random.nextInt(SOURCES.length)],
                    BigDecimal.valueOf(100L * (1 + random.nextInt(90))),
                    random.nextBoolean(),
                    20 + 10 * random.nextInt(6));
            boolean won = random.nextDouble() < chance.applyAsDouble(first);
            List<Snapshot> snapshots = new ArrayList<>(List.of(first));
            if (random.nextDouble() < (won ? 0.9 : 0.5)) {
                snapshots.add(new Snapshot(LAST, first.source(), first.value(), first.customer(), 80));
            }
            all.add(new Past(new Id(100 + i), BEGIN.plusDays(i), won, snapshots));
        }
        return all;
    }

    /** As {@link #of}, but the way says nothing of the outcome, and people enter what is so. */
    static List<Past> noise(int count, long seed) {
        return of(count, seed, at -> 0.4).stream()
                .map(past -> new Past(
                        past.deal(),
                        past.closedOn(),
                        past.won(),
                        List.of(new Snapshot(
                                FIRST,
                                past.snapshots().get(0).source(),
                                past.snapshots().get(0).value(),
                                past.snapshots().get(0).customer(),
                                40))))
                .toList();
    }

    static Snapshot at(Id stage, String source, String value, boolean customer) {
        return new Snapshot(stage, source, new BigDecimal(value), customer, 50);
    }
}
