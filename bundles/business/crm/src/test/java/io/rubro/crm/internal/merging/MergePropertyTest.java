package io.rubro.crm.internal.merging;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.internal.merging.Combination.Choice;
import io.rubro.crm.internal.merging.Unmerge.OnChanged;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is merged with whatever and taken back: all is as it was before. */
class MergePropertyTest extends MergeFixture {

    private static final int CONTACTS = 6;
    private static final int STEPS = 60;
    private static final List<String> FIELDS =
            List.of("name", "kind", "status", "taxId", "email", "phone", "city", "notes", "country", "sector");
    private static final List<String> TAX_IDS = List.of("A58818501", "B12345674", "B83719031", "A28015865");

    /** All there is to know of the contacts. */
    private record State(Map<Id, Whole> contacts) {}

    private record Whole(
            ContactDraft draft, @Nullable Instant archivedAt, @Nullable Id mergedInto, List<String> titles) {}

    private State state(List<Contact> contacts) {
        Map<Id, Whole> all = new HashMap<>();
        for (Contact contact : contacts) {
            Contact now = read(contact);
            all.put(contact.id(), new Whole(now.toDraft(), now.archivedAt(), now.mergedInto(), titles(contact)));
        }
        return new State(all);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void random_merges_and_undos_restore_exactly(TestDatabase database) {
        start(database);
        fields("c0", "c1", "c2");
        for (long seed : new long[] {1, 20, 300}) {
            walk(new Random(seed), seed);
        }
    }

    private void walk(Random random, long seed) {
        List<Contact> contacts = new ArrayList<>();
        List<String> taxIds = new ArrayList<>(seed == 1 ? TAX_IDS : List.of());
        for (int i = 0; i < CONTACTS; i++) {
            Contact contact = create(draft(random, seed + "-" + i, taxIds));
            contacts.add(contact);
            for (int n = random.nextInt(3); n >= 0; n--) {
                note(contact, seed + "/" + i + "/" + n);
            }
        }
        Deque<Id> merges = new ArrayDeque<>();
        Deque<State> states = new ArrayDeque<>();
        int merged = 0;
        for (int step = 0; step < STEPS; step++) {
            if (merges.isEmpty() || random.nextInt(3) > 0) {
                List<Contact> alive = contacts.stream()
                        .filter(contact -> read(contact).mergedInto() == null)
                        .toList();
                if (alive.size() > 1) {
                    List<Contact> two = new ArrayList<>(alive);
                    Collections.shuffle(two, random);
                    states.push(state(contacts));
                    merges.push(merge(two.get(0), two.get(1), choices(random)).mergeId());
                    merged++;
                    continue;
                }
            }
            back(merges, states, contacts);
        }
        while (!merges.isEmpty()) {
            back(merges, states, contacts);
        }
        assertThat(merged).isGreaterThan(10);
    }

    private void back(Deque<Id> merges, Deque<State> states, List<Contact> contacts) {
        Unmerge.Outcome undone = undo(merges.pop(), OnChanged.REFUSE);
        assertThat(undone.missing()).isZero();
        assertThat(state(contacts)).isEqualTo(states.pop());
    }

    private static ContactDraft draft(Random random, String mark, List<String> taxIds) {
        return ContactDraft.of(random.nextBoolean() ? ContactKind.PERSON : ContactKind.COMPANY, "Nombre " + mark)
                .edit()
                .status(pick(random, ContactStatus.values()))
                .roles(random.nextBoolean() ? Set.of() : Set.of(pick(random, ContactRole.values())))
                .taxId(taxIds.isEmpty() || random.nextInt(3) == 0 ? null : taxIds.remove(0))
                .email(random.nextBoolean() ? null : mark + "@example.com")
                .phone(random.nextBoolean() ? null : "600" + (100000 + random.nextInt(900000)))
                .city(random.nextBoolean() ? null : "Ciudad " + mark)
                .country("ES")
                .notes(random.nextBoolean() ? null : "Nota " + mark)
                .tags(random.nextBoolean() ? Set.of() : Set.of("t" + random.nextInt(3)))
                .custom(random.nextBoolean() ? Map.of() : Map.of("c" + random.nextInt(3), mark))
                .build();
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Map<String, Choice> choices(Random random) {
        Map<String, Choice> choices = new HashMap<>();
        for (String field : FIELDS) {
            switch (random.nextInt(field.equals("notes") ? 4 : 3)) {
                case 0 -> choices.put(field, Choice.WINNER);
                case 1 -> choices.put(field, Choice.LOSER);
                case 3 -> choices.put(field, Choice.BOTH);
                default -> {}
            }
        }
        return choices;
    }
}
