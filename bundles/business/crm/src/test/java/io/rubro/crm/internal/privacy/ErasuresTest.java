package io.rubro.crm.internal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactErased;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.consent.Channel;
import io.rubro.crm.consent.ConsentDraft;
import io.rubro.crm.consent.ConsentMethod;
import io.rubro.crm.consent.ConsentState;
import io.rubro.crm.consent.Purpose;
import io.rubro.crm.custom.FieldType;
import io.rubro.crm.internal.addresses.AddressKind;
import io.rubro.crm.internal.addresses.AddressPart;
import io.rubro.crm.internal.addresses.AddressRequest;
import io.rubro.crm.internal.addresses.Addresses;
import io.rubro.crm.internal.consent.ChannelPart;
import io.rubro.crm.internal.consent.ChannelRequest;
import io.rubro.crm.internal.consent.Channels;
import io.rubro.crm.internal.consent.ConsentPart;
import io.rubro.crm.internal.consent.SqlConsents;
import io.rubro.crm.internal.custom.FieldDraft;
import io.rubro.crm.internal.interactions.InteractionPart;
import io.rubro.crm.internal.interactions.ParticipationPart;
import io.rubro.crm.internal.people.PeoplePart;
import io.rubro.crm.internal.people.SqlPeople;
import io.rubro.crm.internal.pipeline.OpportunityPart;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.people.Person;
import io.rubro.crm.people.PersonDraft;
import io.rubro.platform.audit.AuditHistory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErasuresTest {

    /** What nothing may be left of: each text of the test holds one of them. */
    private static final List<String> SECRETS = List.of("zárraga", "zarraga", "12345678z", "600111222", "600 111 222");

    private Crm crm;
    private SqlPeople people;
    private Addresses addresses;
    private Channels channels;
    private SqlConsents consents;
    private PersonalData data;
    private Erasures erasures;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        Sql sql = crm.platform.sql();
        SchemaReady schema = crm.platform.schema("crm");
        var transactions = crm.platform.transactions();
        people = new SqlPeople(transactions, sql, crm.open, crm.audit, crm.live, schema);
        addresses = new Addresses(transactions, sql, crm.open, crm.audit, crm.live, schema);
        channels = new Channels(transactions, sql, crm.open, crm.organizations, crm.audit, crm.live, schema);
        consents = new SqlConsents(
                transactions, sql, crm.open, crm.contacts, channels, crm.organizations, crm.audit, crm.live, schema);
        AuditHistory history = (type, id, limit) -> crm.trail.stream()
                .filter(entry ->
                        entry.recordType().equals(type) && entry.record().equals(id))
                .map(entry -> new AuditHistory.Deed(Instant.EPOCH, "ana", entry.action(), "{}"))
                .toList();
        data = new PersonalData(
                transactions,
                crm.contacts,
                crm.organizations,
                crm.audit,
                history,
                List.of(
                        new PeoplePart(sql, people, schema),
                        new AddressPart(sql, addresses, schema),
                        new ChannelPart(sql, schema),
                        new ConsentPart(sql, schema),
                        new OpportunityPart(sql, schema),
                        new ParticipationPart(sql, schema),
                        new InteractionPart(sql, crm.messages, crm.organizations, schema)),
                schema);
        erasures = new Erasures(
                transactions, sql, data, crm.contacts, crm.open, crm.organizations, crm.messages, crm.journal);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Id zarraga() {
        crm.in(() -> crm.fields.create(new FieldDraft(null, "Apodo", FieldType.TEXT, null, null, null)));
        Contact contact = crm.in(() -> crm.contacts.create(Crm.person("Ana Zárraga", "12345678Z", "ana@zarraga.example")
                .edit()
                .phone("600 111 222")
                .address("Calle Zárraga 1")
                .postalCode("48001")
                .city("Bilbao")
                .sector("Bares")
                .source("web")
                .notes("La de Zárraga")
                .tags(Set.of("zárraga"))
                .custom(Map.of("apodo", "Zárraga"))
                .build()));
        Id id = contact.id();
        crm.in(() -> people.add(
                id,
                new PersonDraft("Luis Zárraga", null, null, "luis@zarraga.example", null, true, false, null, null)));
        crm.in(() -> addresses.add(
                id, new AddressRequest(AddressKind.DELIVERY, null, "Muelle Zárraga", null, null, null, null, true)));
        crm.in(() -> channels.add(id, new ChannelRequest(Channel.WHATSAPP, "600 111 222", "Zárraga")));
        crm.in(() -> consents.record(
                id,
                new ConsentDraft(
                        Channel.EMAIL,
                        Purpose.MARKETING,
                        ConsentState.GRANTED,
                        null,
                        ConsentMethod.PAPER,
                        null,
                        "hoja de Zárraga")));
        crm.in(() -> crm.interactions.add(
                id,
                new InteractionDraft(
                        InteractionType.CALL,
                        "Llama Zárraga",
                        "Zárraga pide precio",
                        Instant.parse("2026-11-02T10:00:00Z"),
                        5,
                        "Luis Zárraga",
                        true,
                        null,
                        null)));
        return id;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothing_of_the_person_is_left_in_any_table_of_the_crm(TestDatabase database) throws SQLException {
        start(database);
        Id id = zarraga();
        Id company = crm.in(() -> crm.contacts.create(Crm.company("Obras Vega", null, null)))
                .id();
        crm.in(() ->
                people.add(company, new PersonDraft("Ana Zárraga", "Jefa", null, null, null, true, false, null, id)));
        crm.in(() -> people.add(company, new PersonDraft("Eva", null, null, null, null, false, false, null, null)));
        Id twin = crm.in(() -> crm.contacts.create(Crm.person("A. Zárraga", null, "otra@zarraga.example")))
                .id();
        crm.in(() -> {
            crm.contacts.archive(twin);
            return crm.platform
                    .sql()
                    .update(
                            "update crm.contact set merged_into = ? where organization_id = {org} and id = ?",
                            id,
                            twin);
        });
        assertThat(secretsIn(crm.platform.url())).isNotEmpty();
        Id foreign = Tenant.call(Crm.ARGENTINA, () -> crm.contacts
                .create(Crm.person("Otra", null, "otra@example.com"))
                .id());

        Erasures.Erasure done = crm.in(() -> erasures.erase(id, "lo pide por carta"));

        assertThat(secretsIn(crm.platform.url())).isEmpty();
        assertThat(done.name()).matches("Persona suprimida [2-9A-Z]{4}");
        Contact left = crm.in(() -> crm.contacts.get(id));
        assertThat(left.name()).isEqualTo(done.name());
        assertThat(left.erasedAt()).isEqualTo(done.erasedAt());
        assertThat(left.archivedAt()).isNotNull();
        assertThat(left.sector()).as("figures count by it").isEqualTo("Bares");
        assertThat(crm.in(() -> consents.history(id)))
                .as("that there was a consent is kept")
                .hasSize(1);
        assertThat(crm.in(() -> people.list(company)))
                .as("who was the contact at a company is gone, and there is a main person again")
                .singleElement()
                .matches(Person::main);
        assertThat(crm.in(() -> crm.contacts.get(twin)).erasedAt()).isNotNull();
        assertThat(crm.in(() -> crm.contacts.list(
                                new ContactFilter("zarraga", null, null, null, null, true), Crm.page()))
                        .items())
                .isEmpty();
        assertThat(crm.events).contains(new ContactErased(id), new ContactErased(twin));
        assertThat(crm.trail)
                .filteredOn(entry -> entry.action().equals("crm.contact.erase"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.details().toString().toLowerCase(Locale.ROOT))
                        .doesNotContain(SECRETS));
        assertThat(Tenant.call(Crm.ARGENTINA, () -> crm.contacts.get(foreign)).email())
                .isEqualTo("otra@example.com");
    }

    /** Every cell of every table of the CRM that holds a secret, as TABLE.COLUMN. */
    private static List<String> secretsIn(String url) throws SQLException {
        List<String> found = new ArrayList<>();
        String user = url.startsWith("jdbc:postgresql") ? "postgres" : "";
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement();
                ResultSet columns = connection.getMetaData().getColumns(null, null, "%", "%")) {
            while (columns.next()) {
                String schema = columns.getString("TABLE_SCHEM");
                if (schema == null
                        || !schema.equalsIgnoreCase("crm")
                        || !columns.getString("TYPE_NAME")
                                .toLowerCase(Locale.ROOT)
                                .contains("char")) {
                    continue;
                }
                String cell = columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME");
                try (ResultSet values = connection
                        .createStatement()
                        .executeQuery("select " + columns.getString("COLUMN_NAME") + " from crm."
                                + columns.getString("TABLE_NAME"))) {
                    while (values.next()) {
                        String value = String.valueOf(values.getString(1)).toLowerCase(Locale.ROOT);
                        SECRETS.stream().filter(value::contains).forEach(secret -> found.add(cell + ": " + value));
                    }
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_erased_contact_is_changed_by_nobody_and_by_no_invoice(TestDatabase database) {
        start(database);
        Id id = zarraga();
        crm.deliver(Crm.SPAIN, invoice(id, "F-1"), Instant.parse("2026-11-20T10:00:00Z"));
        Erasures.Erasure done = crm.in(() -> erasures.erase(id, "lo pide por carta"));
        assertThat(done.kept())
                .filteredOn(kept -> kept.what().equals("invoices"))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.rows()).isEqualTo(1);
                    assertThat(kept.reason()).contains("Código de Comercio");
                });
        Contact gone = crm.in(() -> crm.contacts.get(id));
        IfMatch any = new IfMatch(-1);
        assertThat(refusal(() -> crm.contacts.update(id, any, Crm.person("Ana", null, null))))
                .isEqualTo(409);
        assertThat(refusal(() -> crm.contacts.restore(id))).isEqualTo(409);
        assertThat(refusal(() -> erasures.erase(id, "otra vez"))).isEqualTo(409);
        assertThat(refusal(
                        () -> people.add(id, new PersonDraft("Ana", null, null, null, null, true, false, null, null))))
                .isEqualTo(409);
        crm.deliver(Crm.SPAIN, invoice(id, "F-2"), Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(crm.in(() -> crm.contacts.get(id)))
                .as("what is still booked for it brings nothing back")
                .isEqualTo(gone);
        assertThat(crm.in(() -> consents.allows(id, Channel.EMAIL, Purpose.MARKETING)))
                .isFalse();
    }

    private static InvoiceIssued invoice(Id contact, String number) {
        return new InvoiceIssued(
                Id.next(),
                InvoiceKind.INVOICE,
                number,
                LocalDate.of(2026, 11, 15),
                null,
                new Customer(contact, "Ana Zárraga", "12345678Z", null, "Calle Zárraga 1", "ES"),
                "EUR",
                new BigDecimal("0.00"),
                new BigDecimal("10.00"),
                null);
    }

    private int refusal(java.util.concurrent.Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, () -> crm.in(work)).status();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_reason_is_asked_for_and_others_contacts_are_not_found(TestDatabase database) {
        start(database);
        Id id = zarraga();
        assertThat(refusal(() -> erasures.erase(id, " a "))).isEqualTo(422);
        assertThat(refusal(() -> erasures.erase(Id.next(), "porque sí"))).isEqualTo(404);
        Tenant.run(Crm.ARGENTINA, () -> {
            assertThat(catchThrowableOfType(ProblemException.class, () -> erasures.erase(id, "robo"))
                            .status())
                    .isEqualTo(404);
            assertThat(catchThrowableOfType(ProblemException.class, () -> data.of(id))
                            .status())
                    .isEqualTo(404);
        });
        assertThat(crm.in(() -> crm.contacts.get(id)).name()).isEqualTo("Ana Zárraga");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void all_that_is_known_goes_into_one_file(TestDatabase database) {
        start(database);
        Id id = zarraga();
        PersonalData.Dossier dossier = crm.in(() -> data.of(id));
        assertThat(dossier.organization()).isEqualTo("Uno SL");
        assertThat(dossier.contacts()).containsExactly(crm.in(() -> crm.contacts.get(id)));
        assertThat(dossier.parts()).containsKeys("people", "addresses", "channels", "consents", "interactions");
        assertThat(dossier.parts().get("interactions").toString()).contains("Zárraga pide precio");
        assertThat(dossier.parts().get("people")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("name", "Luis Zárraga")
                .containsEntry("authorisesPayments", false)
                .doesNotContainKey("phone"));
        assertThat(dossier.parts().get("channels").get(0)).containsEntry("channelValue", "600 111 222");
        assertThat(dossier.parts().get("consents").get(0))
                .containsEntry("about", "ana@zarraga.example")
                .containsEntry("state", "GRANTED");
        assertThat(dossier.trail())
                .extracting(AuditHistory.Deed::action)
                .contains("crm.contact.create", "crm.consent.record");
        assertThat(crm.trail).extracting(Crm.Entry::action).contains("crm.contact.export");
    }
}
