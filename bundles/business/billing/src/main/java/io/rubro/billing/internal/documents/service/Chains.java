package io.rubro.billing.internal.documents.service;

import io.rubro.billing.internal.documents.model.Chain;
import io.rubro.billing.internal.documents.model.Chain.Link;
import io.rubro.billing.internal.documents.model.Chain.Step;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.documents.model.Progress;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows the links between documents and invoices in both directions. */
final class Chains {

    /** Nobody reads further. */
    private static final int LONGEST = 500;

    private static final String LINKS =
            """
            select id, source_document_id, coalesce(target_document_id, target_invoice_id) as target_id, source_line_id,
              quantity, counts
            from billing.document_link where organization_id = {org}""";

    private final Sql sql;

    Chains(Sql sql) {
        this.sql = sql;
    }

    private record Kept(Id id, Link link) {}

    Chain ofDocument(Id id, LocalDate today) {
        if (document(id, today).isEmpty()) {
            throw ProblemException.notFound("billing.document.not-found", id);
        }
        return around(id, today);
    }

    Chain ofInvoice(Id id, LocalDate today) {
        if (invoice(id).isEmpty()) {
            throw ProblemException.notFound("billing.invoice.not-found", id);
        }
        return around(id, today);
    }

    private Chain around(Id start, LocalDate today) {
        Map<Id, Link> links = new TreeMap<>();
        Set<Id> seen = new HashSet<>(Set.of(start));
        follow(start, seen, links, true);
        follow(start, seen, links, false);
        List<Step> steps = new ArrayList<>();
        for (Id id : seen.stream().sorted(Comparator.naturalOrder()).toList()) {
            document(id, today).or(() -> invoice(id)).ifPresent(steps::add);
        }
        return new Chain(steps, List.copyOf(links.values()));
    }

    private void follow(Id start, Set<Id> seen, Map<Id, Link> links, boolean up) {
        Deque<Id> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty() && seen.size() < LONGEST) {
            Id at = open.poll();
            for (Kept kept : up ? into(at) : outOf(at)) {
                links.put(kept.id, kept.link);
                Id next = up ? kept.link.from() : kept.link.to();
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
    }

    private List<Kept> into(Id id) {
        List<Kept> found = new ArrayList<>(sql.query(LINKS + " and target_document_id = ?", Chains::kept, id));
        found.addAll(sql.query(LINKS + " and target_invoice_id = ?", Chains::kept, id));
        return found;
    }

    private List<Kept> outOf(Id id) {
        return sql.query(LINKS + " and source_document_id = ?", Chains::kept, id);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Rows.id(row, "id"),
                new Link(
                        Rows.id(row, "source_document_id"),
                        Rows.id(row, "target_id"),
                        Rows.id(row, "source_line_id"),
                        Totals.plain(row.getBigDecimal("quantity")),
                        row.getBoolean("counts")));
    }

    private Optional<Step> document(Id id, LocalDate today) {
        return sql.queryOne(
                """
                select d.id, d.kind, d.number, d.document_date, d.state, d.progress, d.valid_until, d.total, d.currency
                from billing.document d where d.organization_id = {org} and d.id = ?""",
                row -> new Step(
                        id,
                        DocumentKind.valueOf(row.getString("kind")).name(),
                        false,
                        row.getString("number"),
                        Rows.dateOrNull(row, "document_date"),
                        DocumentState.shown(
                                        DocumentState.valueOf(row.getString("state")),
                                        Progress.valueOf(row.getString("progress")),
                                        Rows.dateOrNull(row, "valid_until"),
                                        today)
                                .name(),
                        row.getBigDecimal("total"),
                        row.getString("currency")),
                id);
    }

    private Optional<Step> invoice(Id id) {
        return sql.queryOne(
                """
                select i.id, i.kind, i.number, i.issue_date, i.status, i.total, i.currency
                from billing.invoice i where i.organization_id = {org} and i.id = ?""",
                row -> new Step(
                        id,
                        row.getString("kind"),
                        true,
                        row.getString("number"),
                        Rows.dateOrNull(row, "issue_date"),
                        row.getString("status"),
                        row.getBigDecimal("total"),
                        row.getString("currency")),
                id);
    }

    /** The orders some documents were made of, for an invoice to name. */
    List<Reference> orders(Collection<Id> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        String places = String.join(", ", Collections.nCopies(documents.size(), "?"));
        return sql
                .query(
                        """
                        select distinct d.id, d.number, d.document_date from billing.document_link l
                        join billing.document d on d.organization_id = l.organization_id and d.id = l.source_document_id
                        where l.organization_id = {org} and d.kind = 'ORDER' and l.counts = true
                          and l.target_document_id in ("""
                                + places + ")",
                        row -> new Reference(
                                Rows.id(row, "id"),
                                String.valueOf(row.getString("number")),
                                Rows.dateOrNull(row, "document_date")),
                        documents.toArray())
                .stream()
                .sorted(Comparator.comparing(Reference::id))
                .toList();
    }

    /** A document as another one names it. */
    record Reference(Id id, String number, @Nullable LocalDate date) {}
}
