package io.rubro.crm.internal.merging;

import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactMerged;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.ContactUnmerged;
import io.rubro.crm.internal.merging.Combination.Choice;
import io.rubro.crm.internal.merging.Unmerge.Changed;
import io.rubro.crm.internal.merging.Unmerge.OnChanged;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergesTest extends MergeFixture {

    private static final Instant DAY = Instant.parse("2026-11-20T09:30:00Z");

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    private static InvoiceIssued invoice(String number, Id contact, String name, String taxId, String email) {
        return new InvoiceIssued(
                Id.next(),
                InvoiceKind.INVOICE,
                number,
                LocalDate.of(2026, 11, 20),
                null,
                new Customer(contact, name, taxId, email, null, null),
                "EUR",
                BigDecimal.ZERO.setScale(2),
                new BigDecimal("10.00"),
                null);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_history_and_the_fields_of_both_become_one(TestDatabase database) {
        start(database);
        fields("zona", "ruta");
        Contact one = create(company("Acme", null, "info@acme.com")
                .edit()
                .roles(Set.of(ContactRole.CUSTOMER))
                .status(ContactStatus.ACTIVE)
                .tags(Set.of("vip"))
                .notes("Paga tarde")
                .custom(Map.of("zona", "norte"))
                .build());
        Contact two = create(company("Acme Ibérica SL", "B12345674", "ventas@acme.com")
                .edit()
                .roles(Set.of(ContactRole.SUPPLIER))
                .status(ContactStatus.BLOCKED)
                .phone("600112233")
                .tags(Set.of("mayorista"))
                .notes("Cierra los lunes")
                .custom(Map.of("zona", "sur", "ruta", "3"))
                .build());
        note(one, "de una");
        note(two, "de otra");
        Merges.Outcome outcome =
                merge(one, two, Map.of("name", Choice.LOSER, "notes", Choice.BOTH, "email", Choice.LOSER));

        Contact kept = read(one);
        assertThat(outcome.contact()).isEqualTo(kept);
        assertThat(outcome.moved()).isEqualTo(1);
        assertThat(kept.name()).isEqualTo("Acme Ibérica SL");
        assertThat(kept.taxId()).isEqualTo("B12345674");
        assertThat(kept.email()).isEqualTo("ventas@acme.com");
        assertThat(kept.phone()).isEqualTo("600112233");
        assertThat(kept.roles()).containsExactlyInAnyOrder(ContactRole.CUSTOMER, ContactRole.SUPPLIER);
        assertThat(kept.status()).isEqualTo(ContactStatus.BLOCKED);
        assertThat(kept.tags()).containsExactlyInAnyOrder("vip", "mayorista");
        assertThat(kept.notes()).isEqualTo("Paga tarde\n\nCierra los lunes");
        assertThat(kept.custom()).isEqualTo(Map.of("zona", "norte", "ruta", "3"));
        assertThat(titles(one)).containsExactly("de otra", "de una");
        assertThat(titles(two)).isEmpty();

        Contact gone = read(two);
        assertThat(gone.mergedInto()).isEqualTo(one.id());
        assertThat(gone.archivedAt()).isNotNull();
        assertThat(gone.taxId()).isNull();
        assertThat(gone.email()).isEqualTo("info@acme.com"); // so that mail of that address is the winner's
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, page()).items()))
                .extracting(Contact::id)
                .containsExactly(one.id());
        assertThat(crm.in(() -> crm.contacts.findByEmail("info@acme.com"))).contains(kept);
        assertThat(crm.in(() -> crm.contacts.standing(two.id()))).isEqualTo(kept);
        assertThat(crm.in(() -> crm.contacts.aliases(one.id()))).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(crm.events).contains(new ContactMerged(outcome.mergeId(), two.id(), one.id()));
        assertThat(moved).containsExactly(one.id(), two.id());
        assertThat(crm.trail).extracting(Crm.Entry::action).contains("crm.contact.merge", "crm.contact.merged-into");
        assertThat(crm.in(() -> crm.duplicates.list(page())).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_undo_puts_all_back_and_leaves_what_came_later(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme", "A58818501", "info@acme.com"));
        Contact two = create(company("Acme Ibérica SL", "B12345674", "ventas@acme.com")
                .edit()
                .tags(Set.of("mayorista"))
                .build());
        note(one, "de una");
        note(two, "de otra");
        Merges.Outcome merged = merge(one, two, Map.of("taxId", Choice.LOSER, "name", Choice.LOSER));
        note(one, "después");
        note(two, "a la antigua"); // who still has the old page open
        assertThat(titles(one)).containsExactly("a la antigua", "de otra", "de una", "después");
        Unmerge.Outcome undone = undo(merged.mergeId(), OnChanged.REFUSE);

        assertThat(undone.returned()).isEqualTo(1);
        assertThat(undone.missing()).isZero();
        assertThat(undone.kept()).isEmpty();
        assertThat(read(one).toDraft()).isEqualTo(one.toDraft());
        assertThat(read(two).toDraft()).isEqualTo(two.toDraft());
        assertThat(read(two).archivedAt()).isNull();
        assertThat(read(two).mergedInto()).isNull();
        assertThat(titles(one)).containsExactly("a la antigua", "de una", "después");
        assertThat(titles(two)).containsExactly("de otra");
        assertThat(crm.events).contains(new ContactUnmerged(merged.mergeId(), two.id(), one.id()));
        assertThat(problem(() -> undo(merged.mergeId(), OnChanged.REFUSE)).code())
                .isEqualTo("crm.merge.undone");
        assertThat(crm.in(() -> crm.mergeLog.list(one.id(), page())).items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.loser().name()).isEqualTo("Acme Ibérica SL");
                    assertThat(entry.undoneAt()).isNotNull();
                });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_undo_says_first_what_was_changed_since_and_then_does_as_told(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme", null, null));
        Contact two = create(company("Acme SL", null, null)
                .edit()
                .phone("600112233")
                .tags(Set.of("vip"))
                .build());
        for (OnChanged how : List.of(OnChanged.KEEP, OnChanged.OVERWRITE)) {
            Merges.Outcome merged = merge(one, two);
            Contact now = read(one);
            crm.in(() -> crm.contacts.update(
                    one.id(),
                    new IfMatch(now.version()),
                    now.toDraft()
                            .edit()
                            .phone("911222333")
                            .tags(Set.of("vip", "moroso"))
                            .build()));
            assertThat(problem(() -> undo(merged.mergeId(), OnChanged.REFUSE)).status())
                    .isEqualTo(412);
            assertThat(read(two).mergedInto()).isEqualTo(one.id());
            List<Changed> changed =
                    crm.in(() -> crm.unmerge.preview(merged.mergeId())).changed();
            assertThat(changed).containsExactly(new Changed(one.id(), "phone", "911222333", null, false));
            Unmerge.Outcome undone = undo(merged.mergeId(), how);
            assertThat(undone.kept()).hasSize(how == OnChanged.KEEP ? 1 : 0);
            assertThat(read(one).phone()).isEqualTo(how == OnChanged.KEEP ? "911222333" : null);
            assertThat(read(one).tags()).containsExactly("moroso");
            assertThat(read(two).toDraft()).isEqualTo(two.toDraft());
            // as before, for the second round
            Contact back = read(one);
            crm.in(() -> crm.contacts.update(one.id(), new IfMatch(back.version()), one.toDraft()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_another_contact_has_by_now_is_not_put_back(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme", null, null));
        Contact two = create(company("Acme SL", "B12345674", null));
        Merges.Outcome merged = merge(one, two);
        Contact now = read(one);
        crm.in(() -> crm.contacts.update(
                one.id(),
                new IfMatch(now.version()),
                now.toDraft().edit().taxId(null).build()));
        create(company("Tercera", "B12345674", null));
        assertThat(problem(() -> undo(merged.mergeId(), OnChanged.REFUSE)).status())
                .isEqualTo(412);
        Unmerge.Outcome undone = undo(merged.mergeId(), OnChanged.OVERWRITE);
        assertThat(undone.kept()).extracting(Changed::taken).containsExactly(true);
        assertThat(read(two).taxId()).isNull();
        assertThat(read(two).archivedAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void invoices_and_payments_for_who_was_merged_go_to_who_stands_for_it(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme", "A58818501", null));
        Contact two = create(company("Acme Ibérica", "B12345674", "ventas@acme.com"));
        InvoiceIssued before = invoice("F-1", two.id(), "Acme Ibérica", "B12345674", null);
        crm.deliver(SPAIN, before, DAY);
        merge(one, two);
        crm.deliver(SPAIN, invoice("F-2", two.id(), "Acme Ibérica", "B12345674", null), DAY);
        crm.deliver(SPAIN, invoice("F-3", null, "Quien sea", "B12345674", null), DAY);
        crm.deliver(SPAIN, invoice("F-4", null, "Acme Ibérica", null, null), DAY);
        crm.deliver(
                SPAIN,
                new PaymentRegistered(
                        Id.next(),
                        before.invoiceId(),
                        "F-1",
                        before.customer(),
                        LocalDate.of(2026, 11, 20),
                        "transfer",
                        "EUR",
                        new BigDecimal("10.00"),
                        BigDecimal.ZERO.setScale(2)),
                DAY);
        assertThat(titles(one))
                .containsExactly(
                        "Factura #F-1", "Factura #F-2", "Factura #F-3", "Factura #F-4", "Pago recibido - Factura #F-1");
        assertThat(titles(two)).isEmpty();
        assertThat(read(two).archivedAt()).isNotNull();
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, page()).items()))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_chain_of_merges_is_undone_from_its_end(TestDatabase database) {
        start(database);
        Contact a = create(company("A", null, "a@a.es"));
        Contact b = create(company("B", null, "b@b.es"));
        Contact c = create(company("C", null, "c@c.es"));
        note(a, "a");
        note(b, "b");
        note(c, "c");
        Merges.Outcome first = merge(b, a);
        Merges.Outcome second = merge(c, b);
        assertThat(titles(c)).containsExactly("a", "b", "c");
        assertThat(crm.in(() -> crm.contacts.standing(a.id())).id()).isEqualTo(c.id());
        assertThat(crm.in(() -> crm.contacts.aliases(c.id()))).containsExactlyInAnyOrder(a.id(), b.id(), c.id());
        assertThat(crm.in(() -> crm.contacts.findByEmail("a@a.es"))
                        .orElseThrow()
                        .id())
                .isEqualTo(c.id());
        crm.deliver(SPAIN, invoice("F-9", a.id(), "A", null, "a@a.es"), DAY);
        assertThat(titles(c)).contains("Factura #F-9");

        ProblemException refused = problem(() -> undo(first.mergeId(), OnChanged.REFUSE));
        assertThat(refused.code()).isEqualTo("crm.merge.later-first");
        assertThat(refused.args()).containsEntry("mergeId", second.mergeId().toString());
        undo(second.mergeId(), OnChanged.KEEP);
        undo(first.mergeId(), OnChanged.REFUSE);
        assertThat(titles(a)).containsExactly("a");
        assertThat(titles(b)).containsExactly("b");
        assertThat(titles(c)).containsExactly("Factura #F-9", "c");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothing_is_merged_that_was_not_seen_is_gone_or_is_not_there(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme", null, null));
        Contact two = create(company("Acme SL", null, null));
        assertThat(problem(() -> crm.in(() -> crm.merges.merge(one.id(), null, two.id(), two.version(), Map.of())))
                        .status())
                .isEqualTo(428);
        assertThat(problem(() -> crm.in(() -> crm.merges.merge(one.id(), one.version(), two.id(), 99L, Map.of())))
                        .status())
                .isEqualTo(412);
        assertThat(problem(() -> merge(one, one)).status()).isEqualTo(422);
        assertThat(problem(() -> crm.in(() -> crm.merges.merge(one.id(), one.version(), new Id(7), 1L, Map.of())))
                        .status())
                .isEqualTo(404);
        assertThat(problem(() -> merge(one, two, Map.of("tags", Choice.LOSER))).status())
                .isEqualTo(422);
        Contact foreign = Tenant.call(ARGENTINA, () -> crm.contacts.create(company("Acme", null, null)));
        assertThat(problem(() -> crm.in(() ->
                                crm.merges.merge(one.id(), one.version(), foreign.id(), foreign.version(), Map.of())))
                        .status())
                .isEqualTo(404);
        assertThat(problem(() -> Tenant.call(
                                ARGENTINA,
                                () -> crm.merges.merge(one.id(), one.version(), two.id(), two.version(), Map.of())))
                        .status())
                .isEqualTo(404);
        Merges.Outcome merged = merge(one, two);
        assertThat(problem(() -> merge(one, two)).code()).isEqualTo("crm.contact.merged");
        assertThat(problem(() -> crm.in(() -> crm.contacts.restore(two.id()))).code())
                .isEqualTo("crm.contact.merged");
        Contact gone = read(two);
        assertThat(problem(() -> crm.in(() -> crm.contacts.update(
                                two.id(), new IfMatch(gone.version()), company("Otro", null, null))))
                        .code())
                .isEqualTo("crm.contact.merged");
        assertThat(problem(() -> Tenant.call(ARGENTINA, () -> crm.unmerge.undo(merged.mergeId(), OnChanged.KEEP)))
                        .status())
                .isEqualTo(404);
        assertThat(read(one).mergedInto()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_was_left_with_the_archived_one_can_be_taken_back_by_the_other(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme", "A58818501", null));
        Contact two = create(company("Acme SL", "B12345674", null));
        merge(one, two);
        assertThat(problem(() -> create(company("Nueva", "B12345674", null))).args())
                .containsEntry("contactId", one.id().toString());
        Contact now = read(one);
        Contact changed = crm.in(() -> crm.contacts.update(
                one.id(),
                new IfMatch(now.version()),
                now.toDraft().edit().taxId("B12345674").build()));
        assertThat(changed.taxId()).isEqualTo("B12345674");
        assertThat(read(two).taxId()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_two_who_merge_the_same_pair_at_once_one_is_told(TestDatabase database) throws Exception {
        start(database);
        Contact one = create(company("Acme", null, "a@a.es"));
        Contact two = create(company("Acme SL", null, "b@a.es"));
        note(one, "x");
        note(two, "y");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> there = pool.submit(() -> tried(one, two));
            Future<Boolean> back = pool.submit(() -> tried(two, one));
            assertThat(List.of(there.get(), back.get())).containsExactlyInAnyOrder(true, false);
        } finally {
            pool.shutdownNow();
        }
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, page())).items())
                .singleElement()
                .satisfies(contact -> assertThat(titles(contact)).containsExactly("x", "y"));
    }

    private boolean tried(Contact winner, Contact loser) {
        try {
            crm.in(() -> crm.merges.merge(winner.id(), winner.version(), loser.id(), loser.version(), Map.of()));
            return true;
        } catch (ProblemException e) {
            assertThat(e.status()).isIn(409, 412);
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void invoices_that_arrive_during_a_merge_are_not_left_behind(TestDatabase database) throws Exception {
        start(database);
        Contact one = create(company("Acme", "A58818501", null));
        Contact two = create(company("Acme Ibérica", "B12345674", null));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<? extends Future<?>> invoices = IntStream.range(0, 24)
                    .mapToObj(i -> invoice("F-" + i, i % 2 == 0 ? two.id() : null, "Acme", "B12345674", null))
                    .map(invoice -> pool.submit(() -> deliver(invoice)))
                    .toList();
            Future<?> merging = pool.submit(() -> {
                while (true) {
                    try {
                        merge(one, two);
                        return null;
                    } catch (ProblemException e) { // an invoice made it a customer since it was read
                        assertThat(e.status()).isIn(409, 412);
                    }
                }
            });
            for (Future<?> invoice : invoices) {
                invoice.get();
            }
            merging.get();
        } finally {
            pool.shutdownNow();
        }
        assertThat(titles(one)).hasSize(24);
        assertThat(titles(two)).isEmpty();
    }

    /** As the journal does: again, when two changed the contact at the same moment. */
    private void deliver(InvoiceIssued invoice) {
        while (true) {
            try {
                crm.deliver(SPAIN, invoice, DAY);
                return;
            } catch (ProblemException e) {
                assertThat(e.status()).isIn(409, 412);
            }
        }
    }
}
