package io.rubro.crm.internal.merging;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.custom.FieldType;
import io.rubro.crm.internal.custom.FieldDraft;
import io.rubro.crm.internal.merging.Combination.Choice;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What tests of merging share. */
abstract class MergeFixture {

    Crm crm;
    final List<Id> moved = new ArrayList<>();

    void start(TestDatabase database) {
        crm = new Crm(database);
        crm.parts.add(new InteractionRows());
    }

    /** The interactions as a part, with a note of who was told. */
    private final class InteractionRows implements ContactPart {
        @Override
        public String name() {
            return "interactions";
        }

        @Override
        public String table() {
            return "crm.interaction";
        }

        @Override
        public void moved(Id contact) {
            moved.add(contact);
        }

        @Override
        public List<Map<String, Object>> export(Id contact) {
            return List.of();
        }

        @Override
        public void erase(Id contact) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void stop() {
        if (crm != null) {
            crm.close();
        }
    }

    /** Defines own fields. */
    void fields(String... keys) {
        for (String key : keys) {
            crm.in(() -> crm.fields.create(new FieldDraft(key, key, FieldType.TEXT, null, null, null)));
        }
    }

    Contact create(ContactDraft draft) {
        return crm.in(() -> crm.contacts.create(draft));
    }

    Contact read(Contact contact) {
        return crm.in(() -> crm.contacts.get(contact.id()));
    }

    Interaction note(Contact contact, String title) {
        return crm.in(() -> crm.interactions.add(
                contact.id(),
                new InteractionDraft(
                        InteractionType.NOTE,
                        title,
                        null,
                        Instant.parse("2026-11-20T10:00:00Z"),
                        null,
                        null,
                        true,
                        null,
                        null)));
    }

    List<String> titles(Contact contact) {
        return crm.in(() -> crm.interactions.timeline(contact.id(), Crm.page())).items().stream()
                .map(Interaction::title)
                .sorted()
                .toList();
    }

    Merges.Outcome merge(Contact winner, Contact loser, Map<String, Choice> choices) {
        long version = read(winner).version();
        long loserVersion = read(loser).version();
        return crm.in(() -> crm.merges.merge(winner.id(), version, loser.id(), loserVersion, choices));
    }

    Merges.Outcome merge(Contact winner, Contact loser) {
        return merge(winner, loser, Map.of());
    }

    Unmerge.Outcome undo(Id merge, Unmerge.OnChanged onChanged) {
        return crm.in(() -> crm.unmerge.undo(merge, onChanged));
    }
}
