package io.rubro.crm.internal.merging;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What two contacts look like when they are one. A field is the winner's unless the caller chose the other's or the winner
 * has none; roles and tags are those of both; who is blocked stays blocked.
 *
 * <p>The tax id and the e-mail the winner does not take stay with the contact that is put away, and one of the winner's that
 * gives way goes there: invoices that still name it find their way.
 *
 * @param winner the contact that stays
 * @param loser the contact that is put away
 */
record Combination(ContactDraft winner, ContactDraft loser) {

    /** Whose value a field takes. */
    enum Choice {
        /** That of the contact that stays. */
        WINNER,
        /** That of the contact that is put away. */
        LOSER,
        /** Both, one below the other; of the notes only. */
        BOTH
    }

    private static final Set<String> UNIQUE = Set.of("taxId", "email");

    /**
     * Combines them.
     *
     * @throws ProblemException 422 naming each choice that is none
     */
    static Combination of(ContactDraft winner, ContactDraft loser, Map<String, Choice> choices) {
        Map<String, String> mine = ContactValues.of(winner);
        Map<String, String> other = ContactValues.of(loser);
        check(choices, mine, other);
        Map<String, @Nullable String> kept = new HashMap<>();
        Map<String, @Nullable String> left = new HashMap<>();
        for (String field : ContactValues.differing(mine, other)) {
            if (ContactValues.SETS.contains(field)) {
                kept.put(field, united(field, mine.get(field), other.get(field)));
                continue;
            }
            Choice choice = choices.getOrDefault(field, mine.containsKey(field) ? Choice.WINNER : Choice.LOSER);
            if (choice == Choice.LOSER) {
                kept.put(field, other.get(field));
                if (UNIQUE.contains(field)) {
                    left.put(field, mine.get(field));
                }
            } else if (choice == Choice.BOTH) {
                kept.put(field, both(mine.get(field), other.get(field)));
            }
        }
        if (winner.status() == ContactStatus.BLOCKED || loser.status() == ContactStatus.BLOCKED) {
            kept.put("status", ContactStatus.BLOCKED.name());
        }
        return new Combination(ContactValues.with(winner, kept), ContactValues.with(loser, left));
    }

    private static void check(Map<String, Choice> choices, Map<String, String> mine, Map<String, String> other) {
        choices.forEach((field, choice) -> {
            boolean known = mine.containsKey(field) || other.containsKey(field) || isPlain(field);
            if (!known || ContactValues.SETS.contains(field) || (choice == Choice.BOTH && !field.equals("notes"))) {
                throw ProblemException.invalid("fields." + field, "crm.merge.choice", Map.of("field", field));
            }
        });
    }

    /** A field neither of them has may be chosen all the same: nothing comes of it. */
    private static boolean isPlain(String field) {
        return Set.of(
                        "taxId",
                        "email",
                        "phone",
                        "address",
                        "postalCode",
                        "city",
                        "country",
                        "sector",
                        "size",
                        "source",
                        "notes")
                .contains(field);
    }

    /** Those of the winner first, as many as fit. */
    private static @Nullable String united(String field, @Nullable String mine, @Nullable String other) {
        Set<String> all = new LinkedHashSet<>(ContactValues.split(mine));
        all.addAll(ContactValues.split(other));
        int most = field.equals("tags") ? ContactDraft.MAX_TAGS : Integer.MAX_VALUE;
        return ContactValues.join(all.stream().limit(most).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String both(@Nullable String mine, @Nullable String other) {
        String text =
                mine == null ? Objects.requireNonNullElse(other, "") : other == null ? mine : mine + "\n\n" + other;
        if (text.length() > ContactDraft.MAX_NOTES) {
            throw ProblemException.invalid("fields.notes", "crm.field.too-long", Map.of("max", ContactDraft.MAX_NOTES));
        }
        return text;
    }
}
