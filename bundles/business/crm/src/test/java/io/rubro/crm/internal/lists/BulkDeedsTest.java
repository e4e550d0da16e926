package io.rubro.crm.internal.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactRole;
import io.rubro.crm.internal.lists.BulkDeed.Kind;
import io.rubro.crm.internal.lists.BulkOutcome.Refusal;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkDeedsTest {

    private Crm crm;
    private BulkDeeds deeds;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        deeds = new BulkDeeds(crm.platform.transactions(), crm.contacts);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Contact create(String name, String... tags) {
        return crm.in(() -> crm.contacts.create(
                Crm.company(name, null, null).edit().tags(Set.of(tags)).build()));
    }

    private BulkOutcome run(Set<Id> ids, Kind deed, @Nullable String tag, @Nullable ContactRole role) {
        return crm.in(() -> deeds.run(new BulkDeed(ids, deed, tag, role)));
    }

    private Contact read(Contact contact) {
        return crm.in(() -> crm.contacts.get(contact.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_tag_is_given_to_those_who_lack_it_and_taken_back_from_the_same(TestDatabase database) {
        start(database);
        Contact a = create("A");
        Contact b = create("B", "vip");
        Contact full =
                create("Lleno", IntStream.range(0, 20).mapToObj(i -> "t" + i).toArray(String[]::new));
        Id foreign = Tenant.call(Crm.ARGENTINA, () -> crm.contacts.create(Crm.company("Ajena", null, null)))
                .id();
        BulkOutcome outcome = run(Set.of(a.id(), b.id(), full.id(), foreign), Kind.ADD_TAG, " VIP ", null);
        assertThat(outcome.changed()).containsExactly(a.id());
        assertThat(outcome.unchanged()).isEqualTo(1);
        assertThat(outcome.refused())
                .containsExactlyInAnyOrder(new Refusal(full.id(), "too-many-tags"), new Refusal(foreign, "not-found"));
        assertThat(read(a).tags()).containsExactly("vip");

        BulkOutcome undone = run(Set.copyOf(outcome.changed()), Kind.REMOVE_TAG, "vip", null);
        assertThat(undone.changed()).containsExactly(a.id());
        assertThat(read(a).tags()).isEmpty();
        assertThat(read(b).tags()).containsExactly("vip");
        assertThat(Tenant.call(Crm.ARGENTINA, () -> crm.contacts.get(foreign)).tags())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void roles_are_added_and_contacts_put_away(TestDatabase database) {
        start(database);
        Contact a = create("A");
        Contact b = create("B");
        Set<Id> both = Set.of(a.id(), b.id());
        assertThat(run(both, Kind.ADD_ROLE, null, ContactRole.SUPPLIER).changed())
                .hasSize(2);
        assertThat(read(a).roles()).containsExactlyInAnyOrder(ContactRole.LEAD, ContactRole.SUPPLIER);
        assertThat(run(both, Kind.REMOVE_ROLE, null, ContactRole.LEAD).changed())
                .hasSize(2);
        assertThat(run(both, Kind.ARCHIVE, null, null).changed()).hasSize(2);
        assertThat(run(both, Kind.ARCHIVE, null, null).unchanged()).isEqualTo(2);
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, Crm.page()))
                        .items())
                .isEmpty();
        assertThat(run(both, Kind.RESTORE, null, null).changed()).hasSize(2);
        assertThat(read(b).roles()).containsExactly(ContactRole.SUPPLIER);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_deed_without_what_it_needs_is_refused(TestDatabase database) {
        start(database);
        Contact a = create("A");
        for (String tag : new String[] {null, " ", "a|b"}) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> run(Set.of(a.id()), Kind.ADD_TAG, tag, null))
                            .errors())
                    .extracting(FieldError::field)
                    .containsExactly("tag");
        }
        assertThat(catchThrowableOfType(ProblemException.class, () -> run(Set.of(a.id()), Kind.ADD_ROLE, null, null))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("role");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_words_in_use_are_known(TestDatabase database) {
        start(database);
        crm.in(() -> crm.contacts.create(Crm.company("A", null, null)
                .edit()
                .sector("Bares")
                .source("web")
                .city("Lugo")
                .tags(Set.of("vip", "norte"))
                .build()));
        crm.in(() -> crm.contacts.create(Crm.company("B", null, null)
                .edit()
                .sector("Bares")
                .city("Ávila")
                .tags(Set.of("vip"))
                .build()));
        Contact gone = crm.in(() -> crm.contacts.create(
                Crm.company("C", null, null).edit().sector("Nada").build()));
        crm.in(() -> {
            crm.contacts.archive(gone.id());
            return null;
        });
        Tenant.run(
                Crm.ARGENTINA,
                () -> crm.contacts.create(
                        Crm.company("D", null, null).edit().sector("Ajeno").build()));
        Terms terms = new Terms(crm.platform.transactions(), crm.platform.sql(), crm.platform.schema("crm"));
        Terms.Words words = crm.in(terms::words);
        assertThat(words.sectors()).containsExactly("Bares");
        assertThat(words.sources()).containsExactly("web");
        assertThat(Set.copyOf(words.cities())).isEqualTo(Set.of("Lugo", "Ávila"));
        assertThat(words.tags()).isEqualTo(List.of("norte", "vip"));
    }
}
