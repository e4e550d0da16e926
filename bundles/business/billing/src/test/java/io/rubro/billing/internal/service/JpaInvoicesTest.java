package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.acme;
import static io.rubro.billing.internal.service.Office.draft;
import static io.rubro.billing.internal.service.Office.line;
import static io.rubro.billing.internal.service.Office.simple;
import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalRegime;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceContributor;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.PaymentState;
import io.rubro.billing.TaxGroup;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaInvoicesTest {

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

        private Invoice create(InvoiceDraft draft) {
            return office.in(() -> office.invoices.create(draft));
        }

        private Invoice get(Id id) {
            return office.in(() -> office.invoices.get(id));
        }

        private Invoice issue(Id id) {
            return office.in(() -> office.invoices.issue(id, null));
        }

        private Invoice update(Id id, @Nullable IfMatch seen, InvoiceDraft draft) {
            return office.in(() -> office.invoices.update(id, seen, draft));
        }

        private void delete(Id id, @Nullable IfMatch seen) {
            office.in(() -> {
                office.invoices.delete(id, seen);
                return null;
            });
        }

        @Test
        void a_draft_says_what_was_written() {
            Invoice draft = create(draft(line("2", "10.005", "21"), line("0.5", "3", "10")));
            assertThat(draft.status()).isEqualTo(InvoiceStatus.DRAFT);
            assertThat(draft.number()).isNull();
            assertThat(draft.fiscal()).isNull();
            assertThat(draft.customer())
                    .isEqualTo(new Customer(null, "Acme Corp", "B12345674", "info@acme.com", null, null));
            assertThat(draft.lines()).extracting(InvoiceLine::amount).containsExactly(n("20.01"), n("1.50"));
            assertThat(draft.taxes())
                    .extracting(group -> group.kind().code(), TaxGroup::base, TaxGroup::tax)
                    .containsExactly(tuple("IVA21", n("20.01"), n("4.20")), tuple("IVA10", n("1.50"), n("0.15")));
            assertThat(draft.total()).isEqualTo("25.86");
            assertThat(get(draft.id())).isEqualTo(draft);
            assertThat(office.audited).containsExactly("billing.invoice.create");
            assertThat(office.published).isEmpty();
        }

        private BigDecimal n(String text) {
            return new BigDecimal(text);
        }

        @Test
        void a_draft_can_be_rewritten_by_who_has_seen_it() {
            Invoice draft = create(draft(line("1", "10", "21"), line("1", "20", "21")));
            Invoice updated = update(draft.id(), new IfMatch(draft.version()), draft(line("3", "7", "4")));
            assertThat(updated.version()).isGreaterThan(draft.version());
            assertThat(updated.lines()).hasSize(1);
            assertThat(updated.total()).isEqualTo("21.84");
            assertThat(get(draft.id())).isEqualTo(updated);
            refuses(() -> update(draft.id(), new IfMatch(draft.version()), simple()), 412, "rest.stale-version");
            refuses(() -> update(draft.id(), null, simple()), 428, "rest.if-match-required");
            assertThat(get(draft.id())).isEqualTo(updated);
        }

        @Test
        void a_change_of_the_lines_alone_is_a_new_version() {
            Invoice draft = create(draft(line("1", "10", "21")));
            Invoice same = update(draft.id(), new IfMatch(draft.version()), draft(line("2", "5", "21")));
            assertThat(same.total()).isEqualTo(draft.total());
            assertThat(same.version()).isGreaterThan(draft.version());
            assertThat(get(draft.id()).version()).isEqualTo(same.version());
        }

        @Test
        void a_draft_can_be_deleted_by_who_has_seen_it() {
            Invoice draft = create(simple());
            refuses(() -> delete(draft.id(), null), 428, "rest.if-match-required");
            refuses(() -> delete(draft.id(), new IfMatch(99)), 412, "rest.stale-version");
            delete(draft.id(), new IfMatch(draft.version()));
            refuses(() -> get(draft.id()), 404, "billing.invoice.not-found");
            assertThat(office.audited).containsExactly("billing.invoice.create", "billing.invoice.delete");
        }

        @Test
        void an_issued_invoice_is_numbered_sealed_announced_and_audited() {
            Invoice draft = create(draft(line("1", "100", "21"), line("1", "10", "10")));
            Invoice issued = issue(draft.id());
            assertThat(issued.status()).isEqualTo(InvoiceStatus.ISSUED);
            assertThat(issued.number()).isEqualTo("FAC-2026-001");
            assertThat(issued.issueDate()).isEqualTo(TODAY);
            assertThat(issued.issuedAt()).isEqualTo(Office.NOON);
            assertThat(issued.payment()).isEqualTo(PaymentState.UNPAID);
            assertThat(issued.fiscal()).isNotNull();
            assertThat(issued.fiscal().hash()).isEqualTo("HASH FAC-2026-001");
            assertThat(issued.fiscal().generatedAt().getOffset().getTotalSeconds())
                    .isEqualTo(3600);
            assertThat(get(draft.id())).isEqualTo(issued);
            assertThat(office.published)
                    .containsExactly(new InvoiceIssued(
                            draft.id(),
                            InvoiceKind.INVOICE,
                            "FAC-2026-001",
                            TODAY,
                            null,
                            draft.customer(),
                            "EUR",
                            n("22.00"),
                            n("132.00"),
                            null,
                            n("132.00"),
                            null));
            assertThat(office.audited).containsExactly("billing.invoice.create", "billing.invoice.issue");
        }

        @Test
        void written_and_issued_at_once_is_the_same_as_one_after_the_other() {
            Invoice one = office.in(() -> office.invoices.createIssued(simple()));
            Invoice other = issue(create(simple()).id());
            assertThat(one.number()).isEqualTo("FAC-2026-001");
            assertThat(other.number()).isEqualTo("FAC-2026-002");
            assertThat(get(one.id())).isEqualTo(one);
            assertThat(one)
                    .usingRecursiveComparison()
                    .ignoringFields("id", "number", "version", "fiscal")
                    .isEqualTo(other);
        }

        @Test
        void an_issued_invoice_never_changes() {
            Invoice issued = office.in(() -> office.invoices.createIssued(simple()));
            IfMatch seen = new IfMatch(issued.version());
            refuses(() -> issue(issued.id()), 409, "billing.invoice.issued");
            refuses(() -> update(issued.id(), seen, simple()), 409, "billing.invoice.issued");
            refuses(() -> delete(issued.id(), seen), 409, "billing.invoice.issued");
            assertThat(get(issued.id())).isEqualTo(issued);
        }

        @Test
        void issuing_what_somebody_changed_meanwhile_is_refused_to_who_says_what_he_saw() {
            Invoice draft = create(simple());
            update(draft.id(), new IfMatch(draft.version()), draft(line("1", "5", "21")));
            refuses(
                    () -> office.in(() -> office.invoices.issue(draft.id(), new IfMatch(draft.version()))),
                    412,
                    "rest.stale-version");
            assertThat(issue(draft.id()).number()).isEqualTo("FAC-2026-001");
        }

        @Test
        void without_a_regime_of_the_country_nothing_is_issued_and_the_draft_stays() {
            office.country = "AR";
            InvoiceDraft argentine = new InvoiceDraft(
                    null,
                    null,
                    null,
                    new io.rubro.billing.CustomerDraft(null, "Juan Pérez", null, null, null, null),
                    List.of(line("1", "100", "21")));
            Invoice draft = create(argentine);
            refuses(() -> issue(draft.id()), 409, "billing.invoice.no-regime");
            refuses(() -> office.in(() -> office.invoices.createIssued(argentine)), 409, "billing.invoice.no-regime");
            assertThat(get(draft.id())).isEqualTo(draft);
            assertThat(office.published).isEmpty();
        }

        @Test
        void a_veto_of_the_law_gives_the_number_back() {
            FiscalRegime strict = new FiscalRegime() {
                @Override
                public String id() {
                    return "a-strict-one"; // before "stamp": the first by id is asked
                }

                @Override
                public String country() {
                    return "ES";
                }

                @Override
                public void check(Organization issuer, Invoice invoice) {
                    assertThat(invoice.number()).isNull();
                    assertThat(invoice.issueDate()).isEqualTo(TODAY);
                }

                @Override
                public FiscalSeal seal(Organization issuer, Invoice invoice) {
                    assertThat(invoice.number()).isEqualTo("FAC-2026-001");
                    throw ProblemException.conflict("test.no", Map.of());
                }
            };
            Invoice draft = create(simple());
            office.invoices.bindRegime(strict);
            try {
                refuses(() -> issue(draft.id()), 409, "test.no");
            } finally {
                office.invoices.unbindRegime(strict);
            }
            assertThat(get(draft.id())).isEqualTo(draft);
            assertThat(issue(draft.id()).number()).isEqualTo("FAC-2026-001");
        }

        @Test
        void a_contributor_can_forbid_an_issue() {
            InvoiceContributor contributor = invoice -> {
                assertThat(invoice.lines()).hasSize(1);
                throw ProblemException.conflict("test.no-stock", Map.of());
            };
            Invoice draft = create(simple());
            office.invoices.bindContributor(contributor);
            try {
                refuses(() -> issue(draft.id()), 409, "test.no-stock");
            } finally {
                office.invoices.unbindContributor(contributor);
            }
            assertThat(issue(draft.id()).number()).isEqualTo("FAC-2026-001");
        }

        @Test
        void a_rate_that_expired_since_the_draft_is_refused_when_it_is_issued() {
            office.now = java.time.Instant.parse("2024-12-31T10:00:00Z");
            Invoice draft = create(draft(line("1", "100", "7.5")));
            office.now = Office.NOON;
            refuses(() -> issue(draft.id()), "lines[0].taxRate billing.line.tax-rate");
        }

        @Test
        void another_organization_sees_and_changes_nothing() {
            Invoice ours = create(simple());
            Id us = office.organization;
            office.cleared();
            refuses(() -> get(ours.id()), 404, "billing.invoice.not-found");
            refuses(() -> issue(ours.id()), 404, "billing.invoice.not-found");
            refuses(() -> update(ours.id(), new IfMatch(1), simple()), 404, "billing.invoice.not-found");
            refuses(() -> delete(ours.id(), new IfMatch(1)), 404, "billing.invoice.not-found");
            refuses(() -> office.in(() -> office.invoices.payments(ours.id())), 404, "billing.invoice.not-found");
            office.organization = us;
            assertThat(get(ours.id())).isEqualTo(ours);
        }

        @Test
        void each_organization_counts_for_itself() {
            assertThat(office.in(() -> office.invoices.createIssued(simple())).number())
                    .isEqualTo("FAC-2026-001");
            office.cleared();
            assertThat(office.in(() -> office.invoices.createIssued(simple())).number())
                    .isEqualTo("FAC-2026-001");
        }

        @Test
        void customers_without_tax_id_are_the_business_of_the_regime() {
            InvoiceDraft anonymous = new InvoiceDraft(
                    null,
                    null,
                    null,
                    new io.rubro.billing.CustomerDraft(null, "Cliente", null, null, null, null),
                    simple().lines());
            assertThat(office.in(() -> office.invoices.createIssued(anonymous))
                            .customer()
                            .taxId())
                    .isNull();
            assertThat(acme().taxId()).isNotNull();
        }
    }
}
