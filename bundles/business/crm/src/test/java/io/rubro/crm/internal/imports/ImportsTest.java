package io.rubro.crm.internal.imports;

import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.imports.ContactImport.OnDuplicate;
import io.rubro.crm.internal.imports.ContactImport.Policy;
import io.rubro.crm.internal.imports.ContactImport.RowState;
import io.rubro.crm.internal.imports.ContactImport.State;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.crm.internal.imports.ImportRuns.Choices;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportsTest extends ImportsFixture {

    private static final String FILE =
            """
            Nombre;NIF;Correo;Teléfono;Población;País;Tipo;Relación;Etiquetas
            Panadería Sol SL;B12345674;info@sol.es;955112233;Sevilla;España;empresa;cliente;pan, mayorista
            "Ruiz, Marta";;marta@example.com;600 11 22 33;Cádiz;;persona;lead;
            Acme;A58818501;;911222333;Madrid;;;proveedor;
            Mal NIF SL;B12345678;;;;;;;
            ;;sin@nombre.es;;;;;;
            Viveros Lago SLU;;;;Lugo;;;;
            Panadería Sol;B-12345674;;;;;;;vip
            Raro;;;;;Atlántida;;;
            """;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_file_is_checked_imported_and_taken_back(TestDatabase database) throws IOException {
        start(database);
        Contact acme = create(company("Acme Ibérica", "A58818501", "acme@acme.com"));
        create(company("Viveros Lago", null, null));
        ContactImport run = upload(FILE, Charset.forName("windows-1252"));
        assertThat(run.state()).isEqualTo(State.UPLOADED);
        assertThat(run.charset()).isEqualTo("windows-1252");
        assertThat(run.separator()).isEqualTo(";");
        assertThat(run.total()).isEqualTo(8);
        assertThat(run.mapping())
                .containsEntry(0, "name")
                .containsEntry(1, "taxId")
                .containsEntry(7, "roles")
                .hasSize(9);
        ContactImport checked = check(run, Policy.FILL);
        assertThat(checked.state()).isEqualTo(State.CHECKED);
        List<ImportRow> rows = rows(checked);
        assertThat(rows)
                .extracting(ImportRow::verdict)
                .containsExactly(
                        Verdict.NEW,
                        Verdict.NEW,
                        Verdict.UPDATE,
                        Verdict.ERROR,
                        Verdict.ERROR,
                        Verdict.DUPLICATE,
                        Verdict.UPDATE,
                        Verdict.ERROR);
        assertThat(rows).extracting(ImportRow::line).startsWith(2, 3, 4);
        assertThat(rows.get(3).field()).isEqualTo("taxId");
        assertThat(rows.get(4).field()).isEqualTo("name");
        assertThat(rows.get(6).reason()).isEqualTo("Es el mismo de la línea 2.");
        assertThat(rows.get(7).field()).isEqualTo("country");
        assertThat(checked.verdicts())
                .isEqualTo(Map.of(Verdict.NEW, 2, Verdict.UPDATE, 2, Verdict.ERROR, 3, Verdict.DUPLICATE, 1));
        assertThat(contacts()).hasSize(2);

        ContactImport done = run(checked);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.results()).isEqualTo(Map.of(RowState.MADE, 2, RowState.CHANGED, 2, RowState.LEFT, 4));
        assertThat(contacts()).hasSize(4);
        Contact sol = crm.in(() -> crm.contacts.findByTaxId("B12345674")).orElseThrow();
        assertThat(sol.name()).isEqualTo("Panadería Sol SL");
        assertThat(sol.country()).isEqualTo("ES");
        assertThat(sol.roles()).containsExactly(ContactRole.CUSTOMER);
        assertThat(sol.status()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(sol.tags()).containsExactlyInAnyOrder("pan", "mayorista", "vip");
        Contact filled = crm.in(() -> crm.contacts.get(acme.id()));
        assertThat(filled.name()).isEqualTo("Acme Ibérica");
        assertThat(filled.phone()).isEqualTo("911222333");
        assertThat(filled.roles()).contains(ContactRole.SUPPLIER);
        Contact marta =
                crm.in(() -> crm.contacts.findByEmail("marta@example.com")).orElseThrow();
        assertThat(marta.kind()).isEqualTo(ContactKind.PERSON);
        assertThat(marta.name()).isEqualTo("Ruiz, Marta");

        StringWriter file = new StringWriter();
        rejected(run, file);
        assertThat(file.toString()).startsWith("\uFEFFNombre;NIF").contains(";Motivo\r\n");
        assertThat(file.toString().lines()).hasSize(5).anySatisfy(line -> assertThat(line)
                .startsWith("Viveros Lago SLU")
                .contains("Puede ser Viveros Lago."));

        ContactImport undone = undo(done);
        assertThat(undone.state()).isEqualTo(State.UNDONE);
        assertThat(undone.results()).isEqualTo(Map.of(RowState.UNDONE, 4, RowState.LEFT, 4));
        assertThat(contacts()).hasSize(2);
        assertThat(crm.in(() -> crm.contacts.get(acme.id())).toDraft()).isEqualTo(acme.toDraft());
        assertThat(problem(() -> undo(done)).status()).isEqualTo(409);
    }

    private void rejected(ContactImport run, StringWriter file) {
        crm.in(() -> {
            rejected.write(run.id(), "Motivo", file);
            return run;
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_somebody_worked_with_since_is_left_and_named(TestDatabase database) {
        start(database);
        Contact there = create(company("Acme", "A58818501", null));
        ContactImport done = run(check(
                upload("nombre,nif,telefono\nUno,,\nDos,,\nTres,,\nAcme,A58818501,911222333\n", StandardCharsets.UTF_8),
                Policy.FILL));
        List<ImportRow> rows = rows(done);
        Contact one = crm.in(() -> crm.contacts.get(rows.get(0).contactId()));
        crm.in(() -> crm.contacts.update(
                one.id(),
                new IfMatch(one.version()),
                one.toDraft().edit().city("León").build()));
        crm.in(() -> crm.interactions.add(
                rows.get(1).contactId(),
                new InteractionDraft(InteractionType.NOTE, "x", null, Instant.now(), null, null, true, null, null)));
        Contact acme = crm.in(() -> crm.contacts.get(there.id()));
        crm.in(() -> crm.contacts.update(
                there.id(),
                new IfMatch(acme.version()),
                acme.toDraft().edit().phone("600000000").build()));
        ContactImport undone = undo(done);
        assertThat(rows(undone))
                .extracting(ImportRow::state)
                .containsExactly(RowState.KEPT, RowState.KEPT, RowState.UNDONE, RowState.KEPT);
        assertThat(rows(undone))
                .filteredOn(row -> row.state() == RowState.KEPT)
                .extracting(ImportRow::reason)
                .containsExactly(
                        "Se ha cambiado después: city.", "Ya tiene historial.", "Se ha cambiado después: phone.");
        assertThat(contacts()).extracting(Contact::name).containsExactly("Acme", "Dos", "Uno");
        assertThat(crm.in(() -> crm.contacts.get(there.id())).phone()).isEqualTo("600000000");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_that_are_there_are_left_filled_or_overwritten_as_wanted(TestDatabase database) {
        start(database);
        String file = "nombre;nif;telefono;ciudad\nAcme Nueva;A58818501;911222333;Madrid\n";
        Contact acme =
                create(company("Acme", "A58818501", null).edit().city("Lugo").build());
        for (Policy policy : Policy.values()) {
            ContactImport done = run(check(upload(file, StandardCharsets.UTF_8), policy));
            Contact now = crm.in(() -> crm.contacts.get(acme.id()));
            assertThat(now.name()).isEqualTo(policy == Policy.OVERWRITE ? "Acme Nueva" : "Acme");
            assertThat(now.city()).isEqualTo(policy == Policy.OVERWRITE ? "Madrid" : "Lugo");
            assertThat(now.phone()).isEqualTo(policy == Policy.SKIP ? null : "911222333");
            undo(done);
            assertThat(crm.in(() -> crm.contacts.get(acme.id())).toDraft()).isEqualTo(acme.toDraft());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_import_stops_when_told_and_goes_on_when_its_node_died(TestDatabase database) {
        start(database);
        StringBuilder file = new StringBuilder("nombre;telefono\n");
        for (int i = 0; i < 130; i++) {
            file.append("Vivero ").append(i).append(";\n");
        }
        ContactImport run = check(upload(file.toString(), StandardCharsets.UTF_8), Policy.FILL);
        crm.in(() -> imports.start(run.id()));
        waiting.clear(); // the node died
        crm.in(() -> crm.platform
                .sql()
                .update(
                        "update crm.contact_import set worker = 'gone', beat_at = ? where organization_id = {org}",
                        Instant.now().minus(Duration.ofMinutes(5))));
        job.run(Instant.now());
        work();
        ContactImport done = read(run);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.results()).isEqualTo(Map.of(RowState.MADE, 130));

        ContactImport second = check(upload("nombre\nOtra\n", StandardCharsets.UTF_8), Policy.FILL);
        crm.in(() -> imports.start(second.id()));
        crm.in(() -> imports.cancel(second.id()));
        work();
        assertThat(read(second).state()).isEqualTo(State.CANCELLED);
        assertThat(read(second).results()).isEqualTo(Map.of(RowState.PENDING, 1));
        assertThat(problem(() -> crm.in(() -> imports.cancel(second.id()))).status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_content_of_a_file_is_deleted_after_thirty_days(TestDatabase database) {
        start(database);
        ContactImport done = run(check(upload("nombre;nif\nUno;\n", StandardCharsets.UTF_8), Policy.FILL));
        job.run(Instant.now().plus(Duration.ofDays(29)));
        assertThat(read(done).purgedAt()).isNull();
        job.run(Instant.now().plus(Duration.ofDays(31)));
        ContactImport purged = read(done);
        assertThat(purged.purgedAt()).isNotNull();
        assertThat(purged.results()).isEqualTo(Map.of(RowState.MADE, 1));
        assertThat(rows(purged).get(0).cells()).isEmpty();
        assertThat(problem(() -> undo(done)).code()).isEqualTo("crm.import.purged");
        assertThat(contacts()).hasSize(1);
    }

    private static Choices choices(Map<Integer, String> mapping) {
        return new Choices(mapping, Policy.FILL, OnDuplicate.SKIP, ContactKind.COMPANY, null, null);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothing_is_begun_that_cannot_be_done_and_nobody_sees_another_s_file(TestDatabase database) {
        start(database);
        assertThat(problem(() -> upload("nombre\n", StandardCharsets.UTF_8)).status())
                .isEqualTo(422);
        ContactImport run = upload("nombre\nUno\n", StandardCharsets.UTF_8);
        assertThat(problem(() -> crm.in(() -> imports.start(run.id()))).status())
                .isEqualTo(409);
        assertThat(problem(() -> crm.in(() -> imports.check(run.id(), choices(Map.of(0, "email")))))
                        .errors()
                        .get(0)
                        .code())
                .isEqualTo("crm.import.no-name");
        assertThat(problem(() -> crm.in(() -> imports.check(run.id(), choices(Map.of(7, "name")))))
                        .status())
                .isEqualTo(422);
        assertThat(problem(() -> Tenant.call(Crm.ARGENTINA, () -> imports.get(run.id())))
                        .status())
                .isEqualTo(404);
        assertThat(problem(() -> Tenant.call(Crm.ARGENTINA, () -> imports.rows(run.id(), null, null, page())))
                        .status())
                .isEqualTo(404);
        assertThat(problem(() -> Tenant.call(Crm.ARGENTINA, () -> imports.undo(run.id())))
                        .status())
                .isEqualTo(404);
        assertThat(crm.in(() -> imports.list(new PageRequest(1, null, null))).items())
                .extracting(ContactImport::id)
                .containsExactly(run.id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void all_of_a_file_get_a_role_and_a_tag_and_duplicates_come_in_if_wanted(TestDatabase database) {
        start(database);
        create(company("Viveros Lago", null, null));
        ContactImport run = upload("nombre\nViveros Lago SL\nFeria Uno\n", StandardCharsets.UTF_8);
        crm.in(() -> imports.check(
                run.id(),
                new Choices(
                        run.mapping(),
                        Policy.FILL,
                        OnDuplicate.CREATE,
                        ContactKind.COMPANY,
                        ContactRole.LEAD,
                        "feria 2026")));
        work();
        ContactImport done = run(run);
        assertThat(done.verdicts()).isEqualTo(Map.of(Verdict.DUPLICATE, 1, Verdict.NEW, 1));
        assertThat(done.results()).isEqualTo(Map.of(RowState.MADE, 2));
        assertThat(contacts())
                .hasSize(3)
                .filteredOn(contact -> contact.tags().equals(Set.of("feria 2026")))
                .hasSize(2);
        assertThat(crm.in(() -> crm.duplicates.list(page())).items()).hasSize(1);
    }
}
