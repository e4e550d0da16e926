package io.rubro.crm.internal.recommendations;

import static io.rubro.crm.internal.recommendations.Advising.TODAY;
import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.file.FileReader;
import io.rubro.crm.internal.file.FileView;
import io.rubro.crm.internal.file.FileView.Deal;
import io.rubro.crm.internal.file.FileView.Month;
import io.rubro.crm.internal.people.SqlPeople;
import io.rubro.crm.people.Person;
import io.rubro.crm.people.PersonDraft;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole customer in one answer, as document 4 draws it. */
class FileReaderTest {

    private Advising advising;
    private SqlPeople people;
    private FileReader reader;

    private void start(TestDatabase database) {
        advising = new Advising(database);
        people = new SqlPeople(
                advising.crm.platform.transactions(),
                advising.crm.platform.sql(),
                advising.crm.open,
                advising.crm.audit,
                advising.crm.live,
                advising.crm.platform.schema("crm"));
        reader = new FileReader(
                advising.crm.platform.transactions(),
                advising.files,
                advising.advisor,
                advising.crm.health.health,
                advising.crm.contacts,
                people,
                advising.crm.interactions);
    }

    @AfterEach
    void stop() {
        advising.close();
    }

    private void person(Contact contact, String name, String job, boolean main) {
        advising.in(
                () -> people.add(contact.id(), new PersonDraft(name, job, null, null, null, main, false, null, null)));
    }

    private void note(Contact contact, InteractionType type, String title, int daysAgo, boolean done) {
        advising.in(() -> advising.crm.interactions.add(
                contact.id(),
                new InteractionDraft(
                        type,
                        title,
                        null,
                        TODAY.minusDays(daysAgo).atTime(9, 0).toInstant(ZoneOffset.UTC),
                        null,
                        null,
                        done,
                        null,
                        null)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void document_4_the_whole_file(TestDatabase database) {
        start(database);
        Contact xyz = advising.excellent();
        person(xyz, "Pedro Martín", "Técnico", false);
        person(xyz, "María López", "Contable", false);
        person(xyz, "Juan García", "Director", true);
        note(xyz, InteractionType.EMAIL, "Presupuesto proyecto especial", 3, true);
        note(xyz, InteractionType.CALL, "Cliente solicita cambios en contrato", 6, true);
        note(xyz, InteractionType.MEETING, "Revisión trimestral positiva", 8, true);
        note(xyz, InteractionType.TASK, "Mandar la propuesta", -2, false);
        advising.opportunity(xyz, "Ampliación de servicios", "8500", 40);
        advising.opportunity(xyz, "Proyecto Transformación Digital", "45000", 65);

        FileView file = advising.in(() -> reader.of(xyz.id()));

        assertThat(file.contact().name()).isEqualTo("Empresa XYZ S.L.");
        assertThat(file.people())
                .extracting(Person::name, Person::main)
                .containsExactly(tuple("Juan García", true), tuple("María López", false), tuple("Pedro Martín", false));
        assertThat(file.health()).isNotNull();
        assertThat(file.health().lifetimeValue()).isEqualTo("44400.00");
        assertThat(file.months()).hasSize(12);
        assertThat(file.months().get(11)).isEqualTo(new Month("2025-12", new BigDecimal("1850.00")));
        assertThat(file.otherCurrencies()).isEmpty();
        assertThat(file.opportunities())
                .extracting(Deal::title, Deal::probability)
                .containsExactly(tuple("Proyecto Transformación Digital", 65), tuple("Ampliación de servicios", 40));
        assertThat(file.opportunities()).extracting(Deal::stage).allMatch(stage -> !stage.isEmpty());
        assertThat(file.timeline()).isNotNull();
        assertThat(file.timeline().items()).hasSize(10);
        assertThat(file.timeline().next()).isNotNull();
        assertThat(file.planned()).extracting(Interaction::title).containsExactly("Mandar la propuesta");
        assertThat(file.lastInteraction()).isNotNull();
        assertThat(file.lastInteraction().title())
                .as("written by a person, not an invoice")
                .isEqualTo("Presupuesto proyecto especial");
        assertThat(file.recommendations())
                .extracting(Recommendation::title)
                .contains("Programar reunión trimestral el 15/01/2026");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_the_caller_may_not_see_is_left_out(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "100");
        FileView file = advising.as(Set.of("crm.contact.read"), () -> reader.of(acme.id()));
        assertThat(file.contact()).isNotNull();
        assertThat(file.people()).isEmpty();
        assertThat(file.health()).isNull();
        assertThat(file.months()).isNull();
        assertThat(file.otherCurrencies()).isNull();
        assertThat(file.opportunities()).isNull();
        assertThat(file.timeline()).isNull();
        assertThat(file.planned()).isNull();
        assertThat(file.lastInteraction()).isNull();
        assertThat(file.recommendations()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_finds_nothing(TestDatabase database) {
        start(database);
        Id acme = advising.late("Acme Corp", "info@acme.com", "100").id();
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> Tenant.call(ARGENTINA, () -> reader.of(acme)));
        assertThat(refused.status()).isEqualTo(404);
    }
}
