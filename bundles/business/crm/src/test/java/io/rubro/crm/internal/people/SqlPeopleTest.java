package io.rubro.crm.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.people.Person;
import io.rubro.crm.people.PersonDraft;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlPeopleTest {

    private Crm crm;
    private SqlPeople people;
    private Id company;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        people = new SqlPeople(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.open,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
        company = crm.in(() -> crm.contacts.create(Crm.company("TechCorp SL", null, null)))
                .id();
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private static PersonDraft draft(String name, @Nullable String jobTitle, boolean main) {
        return new PersonDraft(name, jobTitle, null, null, null, main, false, null, null);
    }

    private Person add(PersonDraft draft) {
        return crm.in(() -> people.add(company, draft));
    }

    private Person update(Person person, PersonDraft draft) {
        return crm.in(() -> people.update(company, person.id(), new IfMatch(person.version()), draft));
    }

    private List<Person> list() {
        return crm.in(() -> people.list(company));
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_people_of_a_company_come_with_the_main_one_first(TestDatabase database) {
        start(database);
        Person maria = add(new PersonDraft(
                " María ",
                "Contable",
                "Autoriza pagos",
                " MARIA@tech.es",
                "+34 600 11 22 33",
                false,
                true,
                null,
                null));
        add(draft("Pedro", "Técnico", false));
        Person juan = add(draft("Juan", "Director", true));

        assertThat(maria.main()).as("the first one is main until another is").isTrue();
        assertThat(list())
                .extracting(Person::name, Person::jobTitle, Person::main)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Juan", "Director", true),
                        org.assertj.core.groups.Tuple.tuple("María", "Contable", false),
                        org.assertj.core.groups.Tuple.tuple("Pedro", "Técnico", false));
        Person read = crm.in(() -> people.get(company, maria.id()));
        assertThat(read.email()).isEqualTo("maria@tech.es");
        assertThat(read.phone()).isEqualTo("+34 600 11 22 33");
        assertThat(read.duty()).isEqualTo("Autoriza pagos");
        assertThat(read.authorisesPayments()).isTrue();
        assertThat(read.version()).as("being main no longer is a change").isGreaterThan(maria.version());
        assertThat(juan.contactId()).isEqualTo(company);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void there_is_exactly_one_main_person_whatever_is_done(TestDatabase database) {
        start(database);
        Person a = add(draft("A", null, false));
        Person b = add(draft("B", null, false));
        Person c = add(draft("C", null, false));
        update(c, draft("C", null, true));
        assertThat(list()).extracting(Person::name).containsExactly("C", "A", "B");
        Person main = list().get(0);
        Person same = update(main, draft("C2", null, false));
        assertThat(same.main()).as("it stays main until another one is").isTrue();
        crm.in(() -> {
            people.remove(company, same.id(), new IfMatch(same.version()));
            return null;
        });
        assertThat(list()).filteredOn(Person::main).extracting(Person::name).containsExactly("A");
        crm.in(() -> {
            people.remove(company, b.id(), new IfMatch(-1));
            people.remove(company, a.id(), new IfMatch(-1));
            return null;
        });
        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_many_who_are_made_main_at_once_one_is(TestDatabase database) throws Exception {
        start(database);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Person>> added = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String name = "P" + i;
                added.add(threads.submit(() -> add(draft(name, null, true))));
            }
            for (Future<Person> person : added) {
                person.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(list()).hasSize(16).filteredOn(Person::main).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_needs_the_version_that_is_stored(TestDatabase database) {
        start(database);
        Person juan = add(draft("Juan", null, false));
        update(juan, draft("Juan P.", null, false));
        assertThat(problem(() -> update(juan, draft("Otro", null, false))).status())
                .isEqualTo(412);
        assertThat(problem(() -> crm.in(() -> people.update(company, juan.id(), null, draft("Otro", null, false))))
                        .status())
                .isEqualTo(428);
        assertThat(problem(() -> crm.in(() -> {
                            people.remove(company, juan.id(), new IfMatch(juan.version()));
                            return null;
                        }))
                        .status())
                .isEqualTo(412);
        assertThat(list()).extracting(Person::name).containsExactly("Juan P.");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_person_may_be_a_contact_of_its_own_but_no_company(TestDatabase database) {
        start(database);
        Id ana =
                crm.in(() -> crm.contacts.create(Crm.person("Ana", null, null))).id();
        Id other = crm.in(() -> crm.contacts.create(Crm.company("Otra", null, null)))
                .id();
        Id foreign = Tenant.call(Crm.ARGENTINA, () -> crm.contacts.create(Crm.person("Ajena", null, null)))
                .id();
        assertThat(add(linked(ana)).linkedContactId()).isEqualTo(ana);
        for (Id wrong : List.of(other, company, foreign, Id.next())) {
            assertThat(problem(() -> add(linked(wrong))).errors())
                    .extracting(FieldError::field)
                    .containsExactly("linkedContactId");
        }
    }

    private static PersonDraft linked(Id contact) {
        return new PersonDraft("Ana", null, null, null, null, false, false, null, contact);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void all_wrong_fields_are_named_and_nothing_is_stored(TestDatabase database) {
        start(database);
        PersonDraft wrong = new PersonDraft(
                " ", "x".repeat(101), "x".repeat(201), "no address", "12", false, false, "a\u0001", Id.next());
        assertThat(problem(() -> add(wrong)).errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "jobTitle", "duty", "email", "phone", "notes", "linkedContactId");
        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_changes_nothing(TestDatabase database) {
        start(database);
        Person juan = add(draft("Juan", null, false));
        IfMatch any = new IfMatch(-1);
        Tenant.run(Crm.ARGENTINA, () -> {
            assertThat(problem(() -> people.list(company)).status()).isEqualTo(404);
            assertThat(problem(() -> people.get(company, juan.id())).status()).isEqualTo(404);
            assertThat(problem(() -> people.add(company, draft("X", null, true)))
                            .status())
                    .isEqualTo(404);
            assertThat(problem(() -> people.update(company, juan.id(), any, draft("X", null, true)))
                            .status())
                    .isEqualTo(404);
            assertThat(problem(() -> {
                                people.remove(company, juan.id(), any);
                                return null;
                            })
                            .status())
                    .isEqualTo(404);
        });
        assertThat(list()).containsExactly(juan);
    }
}
