package io.rubro.crm.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactFinderTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_contact_is_found_by_what_is_known_of_it_and_first_by_how_its_name_begins(TestDatabase database) {
        try (Crm crm = new Crm(database)) {
            ContactFinder finder = new ContactFinder(crm.contacts);
            Contact other = crm.in(() -> crm.contacts.create(Crm.person("Ana García", null, "ana@example.com")));
            Contact first =
                    crm.in(() -> crm.contacts.create(Crm.company("Garcíasa SL", "B12345674", "info@g.example")));
            Contact archived = crm.in(() -> crm.contacts.create(Crm.person("García Vieja", null, null)));
            Tenant.run(Crm.SPAIN, () -> crm.contacts.archive(archived.id()));

            List<SearchHit> hits = crm.in(() -> finder.search("garcia", 5));

            assertThat(hits)
                    .extracting(SearchHit::title, SearchHit::path)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("Garcíasa SL", "contacts/" + first.id()),
                            org.assertj.core.groups.Tuple.tuple("Ana García", "contacts/" + other.id()));
            assertThat(hits.get(0).subtitle()).isEqualTo("B12345674 · info@g.example");
            assertThat(crm.in(() -> finder.search("b-12345674", 5))).hasSize(1);
            assertThat(crm.in(() -> finder.search("ana@exam", 5))).hasSize(1);
            assertThat(crm.in(() -> finder.search("garcia", 1))).hasSize(1);
            assertThat(Tenant.call(Crm.ARGENTINA, () -> finder.search("garcia", 5)))
                    .isEmpty();
        }
    }
}
