package io.rubro.crm.internal.prediction;

import io.rubro.crm.internal.prediction.Bands.Band;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How likely an opportunity is to be won: the odds of those that were in its stage, times what its source, its value and
 * its contact make of them, as in naive Bayes. What one of these makes of the odds is how much better those with the same
 * ended than their stages let expect, drawn to nothing the fewer there are, and capped. A source nobody wrote down, or that
 * nothing is known about, changes nothing, nor does what all have in common.
 *
 * @param winRate the share of all that was won, between 0 and 1, both excluded
 * @param stages what became of those that were in each stage
 * @param sources by folded source
 */
record WinModel(
        double winRate,
        Bands bands,
        Map<Id, Share> stages,
        Map<String, Share> sources,
        Map<Band, Share> values,
        Map<Boolean, Share> customers) {

    WinModel {
        stages = Map.copyOf(stages);
        sources = Map.copyOf(sources);
        values = Map.copyOf(values);
        customers = Map.copyOf(customers);
    }

    /**
     * What one thing contributes.
     *
     * @param effect in log-odds; of the stage, beside the share of all that was won
     */
    record Part(Factor factor, Share share, double effect) {}

    /**
     * A probability and what it is made of.
     *
     * @param probability between 0 and 1, both excluded
     * @param parts the stage first
     */
    record Guess(double probability, List<Part> parts) {

        /** How many points of the probability, from -100 to 100, are due to a part. */
        int points(Part part) {
            double without = Share.probability(Share.logOdds(probability) - part.effect());
            return (int) Math.round(100 * (probability - without));
        }
    }

    /** @param all at least one */
    static WinModel of(List<Past> all) {
        long won = all.stream().filter(Past::won).count();
        double winRate = (won + 1.0) / (all.size() + 2.0);
        Map<Id, Share> stages = new HashMap<>();
        for (Past past : all) {
            for (Snapshot at : past.snapshots()) {
                stages.merge(at.stage(), Share.NONE.and(1, past.won(), winRate), WinModel::sum);
            }
        }
        Bands bands = Bands.of(all.stream().map(WinModel::value).toList());
        Map<String, Share> sources = new HashMap<>();
        Map<Band, Share> values = new HashMap<>();
        Map<Boolean, Share> customers = new HashMap<>();
        // the same for all: a weight by the stages of each would make those that got far, the won ones, seem too few
        double weight = (double) all.size()
                / all.stream().mapToInt(past -> past.snapshots().size()).sum();
        for (Past past : all) {
            for (Snapshot at : past.snapshots()) {
                double chance = stages.getOrDefault(at.stage(), Share.NONE).smoothed(winRate);
                Share one = Share.NONE.and(weight, past.won(), chance);
                String source = at.source();
                if (source != null) {
                    sources.merge(source, one, WinModel::sum);
                }
                values.merge(bands.of(at.value()), one, WinModel::sum);
                customers.merge(at.customer(), one, WinModel::sum);
            }
        }
        return new WinModel(winRate, bands, stages, sources, values, customers);
    }

    private static BigDecimal value(Past past) {
        return past.snapshots().get(0).value();
    }

    private static Share sum(Share a, Share b) {
        return new Share(a.count() + b.count(), a.won() + b.won(), a.expected() + b.expected());
    }

    /** The probability of an opportunity of which this is known. */
    Guess guess(Snapshot at) {
        Share stage = stages.getOrDefault(at.stage(), Share.NONE);
        double usual = Share.logOdds(winRate);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Factor.STAGE, stage, Share.logOdds(stage.smoothed(winRate)) - usual));
        String source = at.source();
        Share known = source == null ? null : sources.get(source);
        if (known != null) {
            parts.add(new Part(Factor.SOURCE, known, known.effect()));
        }
        if (values.size() > 1) {
            Share value = values.getOrDefault(bands.of(at.value()), Share.NONE);
            parts.add(new Part(Factor.VALUE, value, value.effect()));
        }
        if (customers.size() > 1) {
            Share customer = customers.getOrDefault(at.customer(), Share.NONE);
            parts.add(new Part(Factor.CUSTOMER, customer, customer.effect()));
        }
        double sum = usual + parts.stream().mapToDouble(Part::effect).sum();
        return new Guess(Share.probability(sum), parts);
    }
}
