package io.rubro.crm.internal.imports;

import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.imports.ContactImport.OnDuplicate;
import io.rubro.crm.internal.imports.ContactImport.Policy;
import io.rubro.crm.internal.imports.ImportRuns.Choices;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;

/** What tests of imports share. The work waits until the test does it. */
abstract class ImportsFixture {

    Crm crm;
    Imports imports;
    ImportJob job;
    RejectedRows rejected;
    final Deque<Runnable> waiting = new ArrayDeque<>();

    void start(TestDatabase database) {
        crm = new Crm(database);
        crm.parts.add(new InteractionRows());
        Judge judge = new Judge(crm.contacts, crm.duplicates, crm.fields, crm.organizations, new Crm.FileMessages());
        ContactRemoval removal = new ContactRemoval(
                crm.platform.sql(), crm.contacts, crm.keys, crm.words, crm.parts, crm.journal, crm.audit, crm.live);
        ImportWork work =
                new ImportWork(crm.platform.transactions(), crm.platform.sql(), crm.contacts, judge, removal, crm.live);
        ImportRunner runner = new ImportRunner(work, waiting::add);
        imports = new Imports(
                crm.platform.transactions(),
                crm.platform.sql(),
                runner,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
        job = new ImportJob(imports, runner, crm.platform.sql(), crm.organizations);
        rejected = new RejectedRows(crm.platform.sql());
    }

    private static final class InteractionRows implements ContactPart {
        @Override
        public String name() {
            return "interactions";
        }

        @Override
        public String table() {
            return "crm.interaction";
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
        crm.close();
    }

    void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    ContactImport upload(String text, Charset charset) {
        return crm.in(() -> imports.upload("clientes.csv", new ByteArrayInputStream(text.getBytes(charset)), Map.of()));
    }

    ContactImport read(ContactImport run) {
        return crm.in(() -> imports.get(run.id()));
    }

    ContactImport check(ContactImport run, Policy policy) {
        crm.in(() -> imports.check(
                run.id(), new Choices(run.mapping(), policy, OnDuplicate.SKIP, ContactKind.COMPANY, null, null)));
        work();
        return read(run);
    }

    ContactImport run(ContactImport run) {
        crm.in(() -> imports.start(run.id()));
        work();
        return read(run);
    }

    ContactImport undo(ContactImport run) {
        crm.in(() -> imports.undo(run.id()));
        work();
        return read(run);
    }

    List<ImportRow> rows(ContactImport run) {
        return crm.in(() -> imports.rows(run.id(), null, null, page())).items();
    }

    List<Contact> contacts() {
        return crm.in(() -> crm.contacts.list(ContactFilter.ALL, page())).items();
    }

    Contact create(ContactDraft draft) {
        return crm.in(() -> crm.contacts.create(draft));
    }

    static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }
}
