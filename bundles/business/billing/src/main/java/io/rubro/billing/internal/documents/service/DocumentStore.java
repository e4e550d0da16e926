package io.rubro.billing.internal.documents.service;

import io.rubro.billing.internal.documents.model.DocumentEntity;
import io.rubro.billing.internal.documents.model.DocumentLinks;
import io.rubro.billing.internal.documents.model.SalesDocument;
import io.rubro.billing.internal.service.GapFreeNumbers;
import io.rubro.billing.internal.service.GapFreeNumbers.Assigned;
import io.rubro.billing.internal.service.Taxes;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;

/** Reads, locks and numbers documents, and tells who has to know. Within a transaction only. */
final class DocumentStore {

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Organizations organizations;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;
    private final Taxes taxes;
    private final GapFreeNumbers numbers;
    private final DocumentLinks links;

    DocumentStore(
            Transactions transactions,
            EntityManagerFactory unit,
            Sql sql,
            GlobalSql globalSql,
            Organizations organizations,
            Audit audit,
            LiveUpdates live,
            Clock clock) {
        this.transactions = transactions;
        this.unit = unit;
        this.organizations = organizations;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
        this.taxes = new Taxes(globalSql, sql);
        this.numbers = new GapFreeNumbers(sql);
        this.links = new DocumentLinks(sql);
    }

    DocumentLinks links() {
        return links;
    }

    GapFreeNumbers numbers() {
        return numbers;
    }

    DocumentCheck check() {
        return new DocumentCheck(organization(), today(), taxes);
    }

    Organization organization() {
        return organizations.current();
    }

    /** Keeps a new document. */
    void add(DocumentEntity document) {
        EntityManager em = em();
        em.persist(document);
        em.flush();
        note("create", document, Map.of("total", document.toDocument(today()).total()));
    }

    /**
     * A document.
     *
     * @throws ProblemException 404 if there is none with this id
     */
    DocumentEntity load(Id id, LockModeType lock) {
        DocumentEntity document = em().find(DocumentEntity.class, id.value(), lock);
        if (document == null) {
            throw ProblemException.notFound("billing.document.not-found", id);
        }
        return document;
    }

    /**
     * Locks documents and reads them as they are now, in the order asked for.
     *
     * @throws ProblemException 404 if there is none with one of the ids, 409 if nothing may be made of one
     */
    List<SalesDocument> locked(List<Id> ids) {
        EntityManager em = em();
        em.flush();
        links.lock(Set.copyOf(ids));
        return ids.stream()
                .map(id -> {
                    DocumentEntity document = load(id, LockModeType.NONE);
                    em.refresh(document);
                    document.requireLive(today());
                    return document.toDocument(today());
                })
                .toList();
    }

    /** Makes a draft a sent document with the next number of its series. */
    void number(DocumentEntity document) {
        LocalDate given = document.date();
        LocalDate date = given == null ? today() : given;
        Assigned assigned = numbers.next(document.series(), document.kind().series(), date, false);
        document.open(assigned.number(), date, now());
        em().flush();
        note("open", document, Map.of("number", assigned.number()));
    }

    /** Writes what was done into the audit trail, and tells open screens. */
    void note(String deed, DocumentEntity document, Map<String, Object> details) {
        note(deed, document.id(), details);
        changed(List.of(document.id()));
    }

    /** Writes what was done into the audit trail. */
    void note(String deed, Id document, Map<String, Object> details) {
        audit.record("billing.document." + deed, "document", document, details);
    }

    /** Tells open screens. */
    void changed(Collection<Id> ids) {
        ids.forEach(id -> live.changed("billing.document", id, Documents.READ));
    }

    EntityManager em() {
        return transactions.entityManager(unit);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organization().zone());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
