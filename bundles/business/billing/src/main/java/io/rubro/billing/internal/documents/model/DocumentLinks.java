package io.rubro.billing.internal.documents.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who became what: which quantity of which line was made into which document or invoice. Every change is made under the
 * lock of the documents it was taken from, so that the quantities taken never exceed what a line has, however many
 * people take at once; a rule of the table says so, too. Where several are locked, the older ones come first, and a
 * document before those it was made of.
 */
public final class DocumentLinks {

    private final Sql sql;

    /** Works with plain statements in the current transaction. */
    public DocumentLinks(Sql sql) {
        this.sql = sql;
    }

    /** What somebody made of a document. */
    public enum Made {
        /** Another document. */
        DOCUMENT("target_document_id"),
        /** An invoice. */
        INVOICE("target_invoice_id");

        private final String column;

        Made(String column) {
            this.column = column;
        }
    }

    /**
     * A quantity that went from a line to another.
     *
     * @param targetLine null in an invoice, whose lines have places only
     * @param targetPlace from 1
     */
    public record Link(Id source, Id sourceLine, @Nullable Id targetLine, int targetPlace, BigDecimal quantity) {}

    private record Kept(Id id, Id source, Id sourceLine, @Nullable Id targetLine, BigDecimal quantity) {}

    /**
     * Locks documents until the transaction ends; their versions grow.
     *
     * @throws ProblemException 404 if the organisation has no such document
     */
    public void lock(Collection<Id> documents) {
        for (Id document : documents.stream().sorted().toList()) {
            int found = sql.update(
                    "update billing.document set version = version + 1 where organization_id = {org} and id = ?",
                    document);
            if (found == 0) {
                throw ProblemException.notFound("billing.document.not-found", document);
            }
        }
    }

    /**
     * Takes a quantity of a line of a locked document, if so much is open.
     *
     * @return whether it was
     */
    public boolean take(Id document, Id line, BigDecimal quantity) {
        return sql.update(
                        """
                        update billing.document_line set converted = converted + ?
                        where organization_id = {org} and document_id = ? and id = ? and quantity - converted >= ?""",
                        quantity,
                        document,
                        line,
                        quantity)
                == 1;
    }

    private void give(Id line, BigDecimal quantity) {
        sql.update(
                "update billing.document_line set converted = converted - ? where organization_id = {org} and id = ?",
                quantity,
                line);
    }

    /** Keeps what was taken for a document or an invoice, and how far the sources have come by it. */
    public void add(Made made, Id target, List<Link> links) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Link link : links) {
            rows.add(new @Nullable Object[] {
                Id.next(),
                link.source(),
                link.sourceLine(),
                target,
                link.targetLine(),
                link.targetPlace(),
                link.quantity(),
                true
            });
        }
        sql.batch(
                """
                insert into billing.document_link (organization_id, id, source_document_id, source_line_id, %s,
                  target_line_id, target_place, quantity, counts)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?)"""
                        .formatted(made.column),
                rows);
        links.stream().map(Link::source).distinct().forEach(this::progress);
    }

    private void progress(Id document) {
        List<Boolean> lines = new ArrayList<>();
        Set<Boolean> touched = new LinkedHashSet<>();
        sql.query(
                "select quantity, converted from billing.document_line where organization_id = {org} and document_id = ?",
                row -> {
                    BigDecimal converted = row.getBigDecimal("converted");
                    touched.add(converted.signum() > 0);
                    return lines.add(converted.compareTo(row.getBigDecimal("quantity")) >= 0);
                },
                document);
        Progress progress =
                !touched.contains(true) ? Progress.NONE : lines.contains(false) ? Progress.PARTIAL : Progress.ALL;
        sql.update(
                "update billing.document set progress = ? where organization_id = {org} and id = ?",
                progress,
                document);
    }

    /**
     * Gives back what was taken for a document or an invoice that is being deleted, and forgets it.
     *
     * @return the documents that have more open now
     */
    public Set<Id> forget(Made made, Id target) {
        return giveBack(
                made,
                target,
                () -> sql.update(
                        "delete from billing.document_link where organization_id = {org} and %s = ?"
                                .formatted(made.column),
                        target));
    }

    /**
     * Gives back what was taken for a document or an invoice that counts no more; what it was made of stays known.
     *
     * @return the documents that have more open now
     */
    public Set<Id> release(Made made, Id target) {
        return giveBack(
                made,
                target,
                () -> sql.update(
                        "update billing.document_link set counts = false where organization_id = {org} and %s = ?"
                                .formatted(made.column),
                        target));
    }

    private Set<Id> giveBack(Made made, Id target, Runnable then) {
        Set<Id> sources = sources(made, target);
        if (!sources.isEmpty()) {
            lock(sources);
            kept(made, target, true).forEach(link -> give(link.sourceLine, link.quantity));
            then.run();
            sources.forEach(this::progress);
        }
        return sources;
    }

    /**
     * Takes again what was given back when a document was cancelled.
     *
     * @return the documents that have less open now
     * @throws ProblemException 409 if somebody else took it meanwhile
     */
    public Set<Id> takeAgain(Id document) {
        Set<Id> sources = sources(Made.DOCUMENT, document);
        lock(sources);
        for (Kept link : kept(Made.DOCUMENT, document, false)) {
            if (!take(link.source, link.sourceLine, link.quantity)) {
                throw ProblemException.conflict("billing.document.taken-meanwhile", Map.of());
            }
        }
        sql.update(
                """
                update billing.document_link set counts = true
                where organization_id = {org} and target_document_id = ?""",
                document);
        sources.forEach(this::progress);
        return sources;
    }

    /**
     * Gives back what a document that was rewritten says less of than was taken for it.
     *
     * @param lines what it says now, by line
     * @return the documents that have more open now
     */
    public Set<Id> trim(Id document, Map<Id, BigDecimal> lines) {
        Set<Id> sources = sources(Made.DOCUMENT, document);
        if (sources.isEmpty()) {
            return sources;
        }
        lock(sources);
        for (Kept link : kept(Made.DOCUMENT, document, true)) {
            Id line = link.targetLine;
            BigDecimal said = line == null ? BigDecimal.ZERO : lines.getOrDefault(line, BigDecimal.ZERO);
            if (said.signum() == 0) {
                give(link.sourceLine, link.quantity);
                sql.update("delete from billing.document_link where organization_id = {org} and id = ?", link.id);
            } else if (said.compareTo(link.quantity) < 0) {
                give(link.sourceLine, link.quantity.subtract(said));
                sql.update(
                        "update billing.document_link set quantity = ? where organization_id = {org} and id = ?",
                        said,
                        link.id);
            }
        }
        sources.forEach(this::progress);
        return sources;
    }

    private Set<Id> sources(Made made, Id target) {
        return new LinkedHashSet<>(sql.query(
                """
                select distinct source_document_id from billing.document_link
                where organization_id = {org} and %s = ?"""
                        .formatted(made.column),
                row -> Rows.id(row, "source_document_id"),
                target));
    }

    private List<Kept> kept(Made made, Id target, boolean counts) {
        return sql.query(
                """
                select id, source_document_id, source_line_id, target_line_id, quantity from billing.document_link
                where organization_id = {org} and %s = ? and counts = ? order by id"""
                        .formatted(made.column),
                DocumentLinks::kept,
                target,
                counts);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Rows.id(row, "id"),
                Rows.id(row, "source_document_id"),
                Rows.id(row, "source_line_id"),
                Rows.idOrNull(row, "target_line_id"),
                row.getBigDecimal("quantity"));
    }
}
