package io.rubro.crm.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.internal.words.ContactWordsJob;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactSearchTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pages_of_a_search_say_each_match_once_and_the_best_first(TestDatabase database) {
        try (Crm crm = new Crm(database)) {
            List<String> begin = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                begin.add(create(crm, "Mario " + (char) ('A' + i), "mario" + i + "@maria.example"));
                others.add(create(crm, "Ana María Marín " + i, i + "maria@example.com"));
                create(crm, "Ana Sofía " + i, "sofia" + i + "@example.com");
            }
            others.add(create(crm, "Zoe", "zoe@maria.example"));

            for (int limit : List.of(1, 2, 3, 7, 8, 20)) {
                List<String> all = all(crm, new ContactFilter("mari", null, null, null, null, false), limit);
                assertThat(all.subList(0, 7)).as("limit %s", limit).isEqualTo(begin);
                assertThat(all.subList(7, all.size()))
                        .as("limit %s", limit)
                        .containsExactlyInAnyOrderElementsOf(others);
            }
            assertThat(all(crm, new ContactFilter("marin ana", null, null, null, null, false), 3))
                    .hasSize(7);
            assertThat(all(crm, new ContactFilter("mari", null, null, ContactStatus.BLOCKED, null, false), 3))
                    .isEmpty();
            assertThat(Tenant.call(
                            Crm.ARGENTINA,
                            () -> crm.contacts.list(
                                    new ContactFilter("mari", null, null, null, null, false), Crm.page())))
                    .extracting(page -> page.items().size())
                    .isEqualTo(0);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_hyphen_a_dot_or_a_prefix_hides_no_number(TestDatabase database) {
        try (Crm crm = new Crm(database)) {
            Contact acme =
                    crm.in(() -> crm.contacts.create(Crm.company("Acme-Sur S.L.", "B12345674", "info@acme.example")
                            .edit()
                            .phone("+34 91 123 45 67")
                            .build()));
            for (String typed :
                    List.of("b-123", "911 23", "+34 911", "(91) 123", "sur", "acme-s", "s.l", "SL acme", "acme.exam")) {
                List<String> found = all(crm, new ContactFilter(typed, null, null, null, null, false), 5);
                assertThat(found).as(typed).containsExactly(acme.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_contact_is_found_by_what_it_is_called_now(TestDatabase database) {
        try (Crm crm = new Crm(database)) {
            Contact old = crm.in(() -> crm.contacts.create(Crm.person("Zacarías", null, null)));
            crm.in(() -> crm.contacts.update(
                    old.id(),
                    new io.rubro.platform.rest.IfMatch(-1),
                    old.toDraft().edit().name("Leocadia").build()));
            assertThat(all(crm, new ContactFilter("zac", null, null, null, null, false), 5))
                    .isEmpty();
            assertThat(all(crm, new ContactFilter("leo", null, null, null, null, false), 5))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_from_before_the_index_are_indexed(TestDatabase database) {
        try (Crm crm = new Crm(database)) {
            create(crm, "Uno Viejo", null);
            Tenant.run(
                    Crm.SPAIN,
                    () -> crm.platform.sql().update("delete from crm.contact_word where organization_id = {org}"));
            create(crm, "Dos Viejo", null);
            ContactFilter filter = new ContactFilter("viejo", null, null, null, null, false);
            assertThat(all(crm, filter, 5)).containsExactly("Dos Viejo");
            new ContactWordsJob(crm.words, crm.contacts, crm.platform.transactions(), crm.organizations).run();
            assertThat(all(crm, filter, 5)).containsExactlyInAnyOrder("Uno Viejo", "Dos Viejo");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_cursor_of_another_order_is_refused(TestDatabase database) {
        try (Crm crm = new Crm(database)) {
            String cursor = PageRequest.cursor("name", "a", "0DKJV00000001");
            assertThatThrownBy(() -> crm.in(() -> crm.contacts.list(
                            new ContactFilter("mari", null, null, null, null, false),
                            new PageRequest(5, null, cursor))))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static String create(Crm crm, String name, @Nullable String email) {
        return crm.in(() -> crm.contacts.create(Crm.person(name, null, email))).name();
    }

    private static List<String> all(Crm crm, ContactFilter filter, int limit) {
        List<String> names = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            PageRequest request = new PageRequest(limit, null, cursor);
            Page<Contact> page = crm.in(() -> crm.contacts.list(filter, request));
            page.items().forEach(contact -> names.add(contact.name()));
            cursor = page.next();
        } while (cursor != null);
        return names;
    }
}
