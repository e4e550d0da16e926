package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.acme;
import static io.rubro.billing.internal.service.Office.line;
import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import io.rubro.billing.Series;
import io.rubro.billing.internal.documents.model.Chain;
import io.rubro.billing.internal.documents.model.Converted;
import io.rubro.billing.internal.documents.model.DocumentDraft;
import io.rubro.billing.internal.documents.model.DocumentFilter;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentLine;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.documents.model.DocumentSummary;
import io.rubro.billing.internal.documents.model.Part;
import io.rubro.billing.internal.documents.model.SalesDocument;
import io.rubro.billing.internal.documents.model.Target;
import io.rubro.billing.internal.documents.rest.ConvertRequest;
import io.rubro.billing.internal.documents.rest.DocumentResource;
import io.rubro.billing.internal.documents.rest.InvoiceChainResource;
import io.rubro.billing.internal.documents.service.DocumentFinder;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.security.Caller;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Quotes, orders, delivery notes and pro forma invoices, and what is made of them. */
class DocumentsTest {

    @Nested
    class OnDerby extends Rules {
        OnDerby() {
            super(TestDatabase.DERBY);
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    abstract static class Rules extends InOffice {

        Rules(TestDatabase database) {
            super(database);
        }

        private static BigDecimal n(String number) {
            return new BigDecimal(number);
        }

        private static DocumentDraft draft(DocumentKind kind, LineDraft... lines) {
            return draft(kind, acme(), null, lines);
        }

        private static DocumentDraft draft(
                DocumentKind kind, CustomerDraft customer, @Nullable InvoiceTerms terms, LineDraft... lines) {
            return new DocumentDraft(
                    kind,
                    null,
                    null,
                    null,
                    null,
                    customer,
                    terms,
                    Arrays.stream(lines)
                            .map(line -> new DocumentDraft.Line(null, line))
                            .toList(),
                    null);
        }

        private static DocumentDraft quoteUntil(@Nullable LocalDate validUntil) {
            return new DocumentDraft(
                    DocumentKind.QUOTE,
                    null,
                    null,
                    validUntil,
                    null,
                    acme(),
                    null,
                    List.of(new DocumentDraft.Line(null, line("1", "100", "21"))),
                    null);
        }

        private SalesDocument create(DocumentDraft draft) {
            return office.in(() -> office.documents.create(draft));
        }

        private SalesDocument opened(DocumentDraft draft) {
            Id id = create(draft).id();
            return office.in(() -> office.documents.open(id, null));
        }

        private SalesDocument opened(DocumentKind kind, LineDraft... lines) {
            return opened(draft(kind, lines));
        }

        private SalesDocument get(Id id) {
            return office.in(() -> office.documents.get(id));
        }

        private Invoice invoice(Id id) {
            return office.in(() -> office.invoices.get(id));
        }

        private Id convert(Id id, Target target, Part... parts) {
            return office.in(() -> office.documents.convert(id, target, List.of(parts), true))
                    .id();
        }

        private Id convert(SalesDocument source, Target target, Part... parts) {
            return convert(source.id(), target, parts);
        }

        private SalesDocument decide(Id id, DocumentState decision) {
            return office.in(() -> office.documents.decide(id, null, decision));
        }

        private static Part part(SalesDocument of, int line, String quantity) {
            return new Part(of.lines().get(line).id(), n(quantity));
        }

        private Page<DocumentSummary> list(DocumentFilter filter) {
            return office.in(() -> office.documents.list(filter, new PageRequest(50, null, null)));
        }

        @Test
        void each_kind_gets_its_number_when_it_is_opened() {
            SalesDocument written = create(draft(DocumentKind.QUOTE, line("2", "10", "21")));
            assertThat(written.number()).isNull();
            assertThat(written.state()).isEqualTo(DocumentState.DRAFT);
            assertThat(written.total()).isEqualTo("24.20");
            assertThat(Arrays.stream(DocumentKind.values())
                            .map(kind -> opened(kind, line("2", "10", "21")).number()))
                    .containsExactly("PRE-2026-001", "PED-2026-001", "ALB-2026-001", "PRO-2026-001");
            SalesDocument opened = office.in(() -> office.documents.open(written.id(), new IfMatch(1)));
            assertThat(opened)
                    .extracting(SalesDocument::number, SalesDocument::date, SalesDocument::state)
                    .containsExactly("PRE-2026-002", TODAY, DocumentState.OPEN);
            assertThat(office.in(office.series::list))
                    .extracting(Series::code)
                    .containsExactly("ALB", "PED", "PRE", "PRO");
            refuses(() -> office.in(() -> office.documents.open(written.id(), null)), 409, "billing.document.is-open");
            refuses(
                    () -> office.in(() -> office.invoices.create(
                            new InvoiceDraft("PRE", null, null, acme(), List.of(line("1", "1", "21"))))),
                    "series billing.series.kind.invoice");
        }

        @Test
        void a_quote_becomes_an_order_two_delivery_notes_and_one_invoice_to_the_cent() {
            LineDraft discounted = new LineDraft("Tornillos", n("3"), n("33.333333"), n("12.5"), n("21"), null);
            SalesDocument quote = opened(draft(
                    DocumentKind.QUOTE,
                    acme(),
                    new InvoiceTerms(false, n("5"), false, n("15"), null),
                    discounted,
                    line("2.5", "1.99", "10")));
            decide(quote.id(), DocumentState.ACCEPTED);
            SalesDocument order = get(convert(quote, Target.ORDER));
            assertThat(order.number()).isEqualTo("PED-2026-001");
            assertThat(order.total()).isEqualTo(quote.total());
            assertThat(get(quote.id()).state()).isEqualTo(DocumentState.CLOSED);

            SalesDocument first =
                    get(convert(order, Target.DELIVERY_NOTE, part(order, 0, "0.999999"), part(order, 1, "2.5")));
            SalesDocument half = get(order.id());
            assertThat(half.state()).isEqualTo(DocumentState.PARTIAL);
            assertThat(half.lines())
                    .extracting(DocumentLine::converted, DocumentLine::open)
                    .containsExactly(tuple(n("0.999999"), n("2.000001")), tuple(n("2.5"), n("0")));
            SalesDocument second = get(convert(order, Target.DELIVERY_NOTE));
            assertThat(second.lines()).extracting(DocumentLine::quantity).containsExactly(n("2.000001"));
            assertThat(get(order.id()).state()).isEqualTo(DocumentState.CLOSED);

            Converted merged = office.in(() -> office.documents.merge(List.of(first.id(), second.id())));
            Invoice invoice = invoice(merged.id());
            assertThat(invoice.total()).isEqualTo(quote.total());
            assertThat(invoice.payable()).isEqualTo(quote.payable());
            assertThat(invoice.taxes()).isEqualTo(quote.taxes());
            assertThat(invoice.lines()).hasSize(3);
            assertThat(invoice.notes())
                    .contains("Albaranes ALB-2026-001")
                    .contains("ALB-2026-002")
                    .contains("Pedido PED-2026-001");
            assertThat(office.audited).contains("billing.document.convert", "billing.document.accepted");
            assertThat(office.live.updates())
                    .extracting(update -> String.valueOf(update.data().get("type")))
                    .contains("billing.document");
        }

        @Test
        void the_chain_is_told_from_both_ends() {
            SalesDocument quote = opened(DocumentKind.QUOTE, line("10", "5", "21"));
            Id order = convert(quote, Target.ORDER, part(quote, 0, "4"));
            Id note = convert(order, Target.DELIVERY_NOTE);
            Id invoice = convert(note, Target.INVOICE);
            Id other = convert(quote, Target.PROFORMA);

            Chain whole = office.in(() -> office.documents.chain(quote.id()));
            assertThat(whole.steps())
                    .extracting(Chain.Step::kind, Chain.Step::number, Chain.Step::state)
                    .containsExactly(
                            tuple("QUOTE", "PRE-2026-001", "CLOSED"),
                            tuple("ORDER", "PED-2026-001", "CLOSED"),
                            tuple("DELIVERY_NOTE", "ALB-2026-001", "CLOSED"),
                            tuple("INVOICE", null, "DRAFT"),
                            tuple("PROFORMA", "PRO-2026-001", "OPEN"));
            assertThat(whole.links())
                    .extracting(Chain.Link::from, Chain.Link::to, Chain.Link::quantity)
                    .containsExactlyInAnyOrder(
                            tuple(quote.id(), order, n("4")),
                            tuple(order, note, n("4")),
                            tuple(note, invoice, n("4")),
                            tuple(quote.id(), other, n("6")));
            assertThat(office.in(() -> office.documents.invoiceChain(invoice)).steps())
                    .extracting(Chain.Step::kind)
                    .containsExactly("QUOTE", "ORDER", "DELIVERY_NOTE", "INVOICE");
            refuses(() -> office.in(() -> office.documents.chain(invoice)), 404, "billing.document.not-found");
            refuses(() -> office.in(() -> office.documents.invoiceChain(order)), 404, "billing.invoice.not-found");
        }

        @Test
        void never_more_than_is_open() {
            SalesDocument order = opened(DocumentKind.ORDER, line("10", "5", "21"), line("1", "5", "21"));
            convert(order, Target.DELIVERY_NOTE, part(order, 0, "7"));
            assertThatThrownBy(() -> convert(order, Target.INVOICE, part(order, 0, "3.000001")))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.status()).isEqualTo(409);
                        assertThat(problem.code()).isEqualTo("billing.document.exceeds-open");
                        assertThat(problem.args()).containsEntry("left", "3");
                        assertThat(problem.errors()).singleElement().satisfies(error -> assertThat(error.field())
                                .isEqualTo("lines[0].quantity"));
                    });
            refuses(
                    () -> convert(order, Target.INVOICE, part(order, 0, "0"), part(order, 0, "1")),
                    "lines[0].quantity billing.document.quantity",
                    "lines[1].lineId billing.document.line-unknown");
            convert(order, Target.INVOICE);
            refuses(() -> convert(order, Target.INVOICE), 409, "billing.document.nothing-open");
            assertThat(list(DocumentFilter.of(DocumentKind.DELIVERY_NOTE)).items())
                    .hasSize(1);
        }

        /** Each takes one; of so many only ten can have one. */
        @Test
        void eight_at_once_never_take_more_than_there_is() throws Exception {
            SalesDocument order = opened(DocumentKind.ORDER, line("10", "5", "21"), line("100", "1", "21"));
            int threads = 8;
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            List<Boolean> won = new ArrayList<>();
            try {
                CountDownLatch together = new CountDownLatch(threads);
                List<Future<Boolean>> results = new ArrayList<>();
                for (int i = 0; i < threads * 4; i++) {
                    Target target = i % 2 == 0 ? Target.DELIVERY_NOTE : Target.INVOICE;
                    results.add(executor.submit(() -> {
                        together.countDown();
                        together.await();
                        try {
                            convert(order, target, part(order, 0, "1"));
                            return true;
                        } catch (ProblemException e) {
                            assertThat(e.status()).isEqualTo(409);
                            assertThat(e.code()).isEqualTo("billing.document.exceeds-open");
                            return false;
                        }
                    }));
                }
                for (Future<Boolean> result : results) {
                    won.add(result.get());
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(won).filteredOn(each -> each).hasSize(10);
            DocumentLine line = get(order.id()).lines().get(0);
            assertThat(line.converted()).isEqualTo("10");
            BigDecimal linked = office.in(() -> office.documents.chain(order.id())).links().stream()
                    .map(Chain.Link::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(linked).isEqualByComparingTo("10");
        }

        @Test
        void a_deleted_draft_gives_back_what_it_took() {
            SalesDocument order = opened(DocumentKind.ORDER, line("10", "5", "21"));
            Id draft = office.in(() -> office.documents.convert(
                            order.id(), Target.DELIVERY_NOTE, List.of(part(order, 0, "4")), false))
                    .id();
            Id bill = convert(order, Target.INVOICE);
            assertThat(get(order.id()).state()).isEqualTo(DocumentState.CLOSED);
            office.in(() -> {
                office.invoices.delete(bill, new IfMatch(invoice(bill).version()));
                return true;
            });
            assertThat(get(order.id()).lines().get(0).open()).isEqualTo("6");
            office.in(() -> {
                office.documents.delete(draft, new IfMatch(1));
                return true;
            });
            SalesDocument again = get(order.id());
            assertThat(again.state()).isEqualTo(DocumentState.OPEN);
            assertThat(again.lines().get(0).converted()).isEqualTo("0");
            assertThat(office.in(() -> office.documents.chain(order.id())).links())
                    .isEmpty();
            refuses(() -> get(draft), 404, "billing.document.not-found");
        }

        @Test
        void a_cancelled_invoice_gives_back_and_stays_in_the_chain() {
            SalesDocument note = opened(DocumentKind.DELIVERY_NOTE, line("2", "5", "21"));
            Id bill = convert(note, Target.INVOICE);
            office.in(() -> office.invoices.issue(bill, null));
            office.in(() -> office.invoices.cancel(bill, null, "por error"));
            assertThat(get(note.id()).state()).isEqualTo(DocumentState.OPEN);
            assertThat(office.in(() -> office.documents.chain(note.id())).links())
                    .extracting(Chain.Link::to, Chain.Link::counts)
                    .containsExactly(tuple(bill, false));
            Id next = convert(note, Target.INVOICE);
            assertThat(invoice(next).total()).isEqualTo("12.10");
        }

        @Test
        void a_cancelled_document_gives_back_and_takes_again_if_it_can() {
            SalesDocument order = opened(DocumentKind.ORDER, line("10", "5", "21"));
            Id note = convert(order, Target.DELIVERY_NOTE, part(order, 0, "6"));
            refuses(() -> decide(order.id(), DocumentState.CANCELLED), 409, "billing.document.converted");
            decide(note, DocumentState.CANCELLED);
            assertThat(get(order.id()).lines().get(0).open()).isEqualTo("10");
            decide(note, DocumentState.OPEN);
            assertThat(get(order.id()).lines().get(0).open()).isEqualTo("4");
            decide(note, DocumentState.CANCELLED);
            convert(order, Target.INVOICE, part(order, 0, "5"));
            refuses(() -> decide(note, DocumentState.OPEN), 409, "billing.document.taken-meanwhile");
            assertThat(get(note).state()).isEqualTo(DocumentState.CANCELLED);
            assertThat(get(order.id()).lines().get(0).open()).isEqualTo("5");
        }

        @Test
        void what_a_delivery_note_says_less_is_open_again_in_its_order() {
            SalesDocument order = opened(DocumentKind.ORDER, line("10", "5", "21"), line("3", "7", "10"));
            SalesDocument note = get(convert(order, Target.DELIVERY_NOTE));
            DocumentDraft fewer = new DocumentDraft(
                    DocumentKind.DELIVERY_NOTE,
                    null,
                    null,
                    null,
                    TODAY,
                    acme(),
                    null,
                    List.of(
                            new DocumentDraft.Line(null, line("1", "2", "21")),
                            new DocumentDraft.Line(note.lines().get(0).id(), line("8", "5", "21"))),
                    null);
            SalesDocument changed =
                    office.in(() -> office.documents.update(note.id(), new IfMatch(note.version()), fewer));
            assertThat(changed.lines()).extracting(DocumentLine::quantity).containsExactly(n("1"), n("8"));
            assertThat(changed.lines().get(1).id())
                    .isEqualTo(note.lines().get(0).id());
            assertThat(changed.number()).isEqualTo(note.number());
            assertThat(changed.date()).isEqualTo(TODAY);
            assertThat(get(order.id()).lines()).extracting(DocumentLine::open).containsExactly(n("2"), n("3"));
            assertThat(get(note.id())).isEqualTo(changed);
        }

        @Test
        void a_document_changes_until_something_was_made_of_it() {
            SalesDocument quote = opened(DocumentKind.QUOTE, line("10", "5", "21"));
            DocumentDraft dearer = draft(DocumentKind.QUOTE, line("10", "6", "21"));
            refuses(
                    () -> office.in(() -> office.documents.update(quote.id(), null, dearer)),
                    428,
                    "rest.if-match-required");
            refuses(
                    () -> office.in(() -> office.documents.update(quote.id(), new IfMatch(1), dearer)),
                    412,
                    "rest.stale-version");
            SalesDocument changed =
                    office.in(() -> office.documents.update(quote.id(), new IfMatch(quote.version()), dearer));
            assertThat(changed.total()).isEqualTo("72.60");
            refuses(
                    () -> office.in(() -> office.documents.update(
                            quote.id(),
                            new IfMatch(changed.version()),
                            draft(DocumentKind.ORDER, line("10", "6", "21")))),
                    "kind billing.document.kind-fixed");
            Id order = convert(changed, Target.ORDER);
            refuses(
                    () -> office.in(() -> office.documents.update(quote.id(), new IfMatch(-1), dearer)),
                    409,
                    "billing.document.converted");
            refuses(
                    () -> office.in(() -> {
                        office.documents.delete(order, new IfMatch(-1));
                        return true;
                    }),
                    409,
                    "billing.document.is-open");
        }

        @Test
        void an_expired_quote_waits_until_it_is_prolonged() {
            SalesDocument quote = opened(quoteUntil(TODAY.plusDays(1)));
            SalesDocument accepted = opened(quoteUntil(TODAY.plusDays(1)));
            decide(accepted.id(), DocumentState.ACCEPTED);
            office.now = Office.NOON.plus(Duration.ofDays(1));
            assertThat(get(quote.id()).state()).isEqualTo(DocumentState.OPEN);
            office.now = Office.NOON.plus(Duration.ofDays(2));
            assertThat(get(quote.id()).state()).isEqualTo(DocumentState.EXPIRED);
            assertThat(get(accepted.id()).state()).isEqualTo(DocumentState.ACCEPTED);
            assertThat(list(DocumentFilter.in(DocumentState.EXPIRED)).items())
                    .extracting(DocumentSummary::id)
                    .containsExactly(quote.id());
            assertThat(list(DocumentFilter.in(DocumentState.OPEN)).items()).isEmpty();
            refuses(() -> convert(quote, Target.ORDER), 409, "billing.document.is-expired");
            refuses(() -> decide(quote.id(), DocumentState.ACCEPTED), 409, "billing.document.is-expired");
            office.in(() -> office.documents.update(quote.id(), new IfMatch(-1), quoteUntil(TODAY.plusDays(30))));
            convert(quote, Target.ORDER);
            convert(accepted, Target.ORDER);
        }

        @Test
        void only_what_was_sent_goes_on_and_only_to_what_follows() {
            SalesDocument draft = create(draft(DocumentKind.QUOTE, line("1", "1", "21")));
            refuses(() -> convert(draft, Target.ORDER), 409, "billing.document.is-draft");
            refuses(() -> decide(draft.id(), DocumentState.ACCEPTED), 409, "billing.document.is-draft");
            SalesDocument note = opened(DocumentKind.DELIVERY_NOTE, line("1", "1", "21"));
            refuses(() -> convert(note, Target.ORDER), 409, "billing.document.target");
            decide(note.id(), DocumentState.REJECTED);
            refuses(() -> convert(note, Target.INVOICE), 409, "billing.document.is-rejected");
            decide(note.id(), DocumentState.OPEN);
            decide(note.id(), DocumentState.CLOSED);
            refuses(() -> convert(note, Target.INVOICE), 409, "billing.document.is-closed");
            decide(note.id(), DocumentState.OPEN);
            convert(note, Target.INVOICE);
            refuses(() -> convert(Id.next(), Target.INVOICE), 404, "billing.document.not-found");
        }

        @Test
        void delivery_notes_go_together_only_if_they_fit() {
            SalesDocument one = opened(DocumentKind.DELIVERY_NOTE, line("1", "1", "21"));
            SalesDocument ofOther = opened(draft(
                    DocumentKind.DELIVERY_NOTE,
                    new CustomerDraft(null, "Otra SL", "B99999997", null, null, null),
                    null,
                    line("1", "1", "21")));
            SalesDocument withTax = opened(draft(
                    DocumentKind.DELIVERY_NOTE,
                    acme(),
                    new InvoiceTerms(true, BigDecimal.ZERO, false, BigDecimal.ZERO, null),
                    line("1", "1", "21")));
            SalesDocument order = opened(DocumentKind.ORDER, line("1", "1", "21"));
            refuses(() -> merge(one, ofOther), 409, "billing.document.merge-customers");
            refuses(() -> merge(one, withTax), 409, "billing.document.merge-terms");
            refuses(() -> merge(one, order), 409, "billing.document.merge-kinds");
            assertThat(get(one.id()).state()).isEqualTo(DocumentState.OPEN);
            Id twice = merge(one, one);
            assertThat(invoice(twice).lines()).hasSize(1);
        }

        private Id merge(SalesDocument... documents) {
            List<Id> ids = Arrays.stream(documents).map(SalesDocument::id).toList();
            return office.in(() -> office.documents.merge(ids)).id();
        }

        @Test
        void what_was_delivered_earlier_says_so_on_its_invoice() {
            Id note = opened(new DocumentDraft(
                            DocumentKind.DELIVERY_NOTE,
                            null,
                            null,
                            null,
                            TODAY.minusDays(9),
                            acme(),
                            null,
                            List.of(new DocumentDraft.Line(null, line("1", "1", "21"))),
                            "Puerta de atrás"))
                    .id();
            Invoice invoice = invoice(convert(note, Target.INVOICE));
            assertThat(invoice.terms().operationDate()).isEqualTo(TODAY.minusDays(9));
            assertThat(invoice.notes()).startsWith("Albarán ALB-2026-001").endsWith("Puerta de atrás");
        }

        @Test
        void every_fault_is_named_at_once() {
            refuses(
                    () -> create(new DocumentDraft(
                            DocumentKind.QUOTE,
                            null,
                            LocalDate.of(1999, 1, 1),
                            TODAY.minusYears(40),
                            TODAY,
                            new CustomerDraft(null, " ", null, null, null, null),
                            null,
                            List.of(new DocumentDraft.Line(null, line("0", "1", "77"))),
                            null)),
                    "date billing.document.date",
                    "validUntil billing.document.date",
                    "validUntil billing.document.valid-until",
                    "deliveryDate billing.document.no-such-date",
                    "customer.name billing.text.missing",
                    "lines[0].quantity billing.line.quantity",
                    "lines[0].taxRate billing.line.tax-rate");
        }

        @Test
        void lists_are_filtered_ordered_and_paged() {
            SalesDocument quote = opened(DocumentKind.QUOTE, line("1", "3", "21"));
            SalesDocument order = opened(draft(
                    DocumentKind.ORDER,
                    new CustomerDraft(null, "Peña y Cía", null, null, null, null),
                    null,
                    line("2", "1", "21")));
            SalesDocument note = opened(DocumentKind.DELIVERY_NOTE, line("1", "1", "21"));
            convert(order, Target.DELIVERY_NOTE, part(order, 0, "1"));
            convert(note, Target.INVOICE);
            assertThat(list(DocumentFilter.ALL).items()).hasSize(4);
            assertThat(list(DocumentFilter.of(DocumentKind.QUOTE)).items())
                    .extracting(DocumentSummary::id)
                    .containsExactly(quote.id());
            assertThat(list(DocumentFilter.in(DocumentState.PARTIAL)).items())
                    .extracting(DocumentSummary::id)
                    .containsExactly(order.id());
            assertThat(list(DocumentFilter.in(DocumentState.CLOSED)).items())
                    .extracting(DocumentSummary::id)
                    .containsExactly(note.id());
            assertThat(list(new DocumentFilter(null, null, true, null, null, null, TODAY, TODAY, "pena cia"))
                            .items())
                    .extracting(DocumentSummary::number)
                    .containsExactly("ALB-2026-002", "PED-2026-001");
            assertThat(list(DocumentFilter.numbered("pre-")).items()).hasSize(1);
            for (String sort : List.of("date", "-validUntil", "deliveryDate", "-number", "customer", "total")) {
                List<Id> seen = new ArrayList<>();
                String cursor = null;
                do {
                    String from = cursor;
                    Page<DocumentSummary> page =
                            office.in(() -> office.documents.list(DocumentFilter.ALL, new PageRequest(3, sort, from)));
                    page.items().forEach(document -> seen.add(document.id()));
                    cursor = page.next();
                } while (cursor != null);
                assertThat(seen).as(sort).hasSize(4).doesNotHaveDuplicates();
            }
            assertThat(office.in(() -> new DocumentFinder(office.documents).search("ped-2026", 5)))
                    .containsExactly(new SearchHit(
                            "clipboard-list", "PED-2026-001", "Peña y Cía · 2.42 EUR", "documents/" + order.id()));
        }

        private Caller holding(String... permissions) {
            return new Caller(
                    Caller.Kind.USER, null, "clerk", office.organization, Set.of(permissions), Caller.DEFAULT_LOCALE);
        }

        @Test
        void who_may_not_invoice_neither_makes_nor_sees_invoices() {
            DocumentResource resource = new DocumentResource(office.documents);
            SalesDocument note = opened(DocumentKind.DELIVERY_NOTE, line("2", "3", "21"));
            ConvertRequest request = new ConvertRequest(Target.INVOICE, null, null);
            Caller clerk = holding("billing.document.read", "billing.document.write");
            refuses(() -> clerk.call(() -> resource.convert(note.id(), request)), 403, "rest.forbidden");
            refuses(
                    () -> clerk.call(() -> resource.merge(new ConvertRequest.MergeRequest(List.of(note.id())))),
                    403,
                    "rest.forbidden");
            Id bill = convert(note, Target.INVOICE);
            Chain seen = clerk.call(() -> resource.chain(note.id()));
            assertThat(seen.steps()).extracting(Chain.Step::id).containsExactly(note.id());
            assertThat(seen.links()).isEmpty();
            InvoiceChainResource ofInvoice = new InvoiceChainResource(office.documents);
            assertThat(holding("billing.invoice.read")
                            .call(() -> ofInvoice.chain(bill))
                            .steps())
                    .extracting(Chain.Step::id)
                    .containsExactly(bill);
            assertThat(holding("*").call(() -> ofInvoice.chain(bill)).steps()).hasSize(2);
        }

        @Test
        void an_invoice_that_is_not_to_be_leaves_the_documents_as_they_were() {
            SalesDocument free = opened(DocumentKind.DELIVERY_NOTE, line("2", "0", "21"));
            refuses(() -> convert(free, Target.INVOICE), "lines billing.invoice.total-zero");
            assertThat(get(free.id())).isEqualTo(free);
            assertThat(office.in(() -> office.documents.chain(free.id())).links())
                    .isEmpty();
        }

        @Test
        void nothing_is_seen_by_another_organisation() {
            SalesDocument quote = opened(DocumentKind.QUOTE, line("1", "3", "21"));
            office.cleared();
            refuses(() -> get(quote.id()), 404, "billing.document.not-found");
            refuses(() -> convert(quote, Target.ORDER), 404, "billing.document.not-found");
            refuses(() -> decide(quote.id(), DocumentState.CANCELLED), 404, "billing.document.not-found");
            refuses(() -> office.in(() -> office.documents.chain(quote.id())), 404, "billing.document.not-found");
            assertThat(list(DocumentFilter.ALL).items()).isEmpty();
        }
    }
}
