package io.rubro.crm.internal.pipeline;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.pipeline.PipelineRows.Placed;
import io.rubro.crm.pipeline.Opportunities;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.OpportunityMove;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opportunities as rows. A change of stage or place holds the stages it touches, in the order of their ids, and then looks
 * at the card again: whoever comes second sees what the first one did and is told of it.
 */
@Component(service = {Opportunities.class, SqlOpportunities.class})
public final class SqlOpportunities implements Opportunities {

    private final Transactions transactions;
    private final Sql sql;
    private final OpportunityRows rows;
    private final Places places;
    private final SqlPipelines pipelines;
    private final Contacts contacts;
    private final Owners owners;
    private final DealTimeline timeline;
    private final Organizations organizations;
    private final OpportunityNews news;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SqlOpportunities(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference SqlPipelines pipelines,
            @Reference Contacts contacts,
            @Reference Owners owners,
            @Reference DealTimeline timeline,
            @Reference Organizations organizations,
            @Reference Events events,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = new OpportunityRows(sql);
        this.places = new Places(sql);
        this.pipelines = pipelines;
        this.contacts = contacts;
        this.owners = owners;
        this.timeline = timeline;
        this.organizations = organizations;
        this.news = new OpportunityNews(events, audit, live);
    }

    @Override
    public Page<Opportunity> list(OpportunityFilter filter, PageRequest page) {
        OpportunityQuery query = new OpportunityQuery(filter, page);
        return transactions.required(() -> query.run(sql));
    }

    @Override
    public Opportunity get(Id id) {
        return transactions.required(
                () -> rows.find(id).orElseThrow(() -> ProblemException.notFound("crm.opportunity.not-found", id)));
    }

    @Override
    public List<OpportunityMove> history(Id id) {
        return transactions.required(() -> {
            get(id);
            return rows.history(id);
        });
    }

    @Override
    public Opportunity create(OpportunityDraft draft) {
        return create(draft, null);
    }

    /**
     * As {@link #create(OpportunityDraft)}.
     *
     * @param lostReason required if the stage is a lost one, else ignored
     */
    Opportunity create(OpportunityDraft draft, @Nullable String lostReason) {
        OpportunityDraft normal = OpportunityRules.normalise(draft, organizations.current());
        return transactions.required(() -> {
            Contact contact = contacts.standing(normal.contactId());
            owners.check(normal.owner(), null);
            Placed target = target(normal.stageId());
            places.lock(List.of(target.stage().id()));
            Instant now = now();
            Opportunity blank = new Opportunity(
                    Id.next(),
                    contact.id(),
                    contact.name(),
                    target.pipeline(),
                    target.stage().id(),
                    target.stage().kind(),
                    normal.title(),
                    null,
                    normal.value(),
                    Objects.requireNonNull(normal.currency()),
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    places.top(target.stage().id()),
                    now,
                    now,
                    now,
                    1);
            Opportunity made =
                    States.entered(States.filled(blank, normal), target, normal.probability(), lostReason, now, zone());
            rows.insert(made, owners.caller());
            Id step = rows.moved(null, made, owners.caller());
            news.of(
                    "crm.opportunity.create",
                    made,
                    Map.of("title", made.title(), "stage", target.stage().key()));
            news.entered(null, made);
            timeline.entered(step, made, true, made.movedAt());
            return made;
        });
    }

    @Override
    public Opportunity update(Id id, @Nullable IfMatch seen, OpportunityDraft draft) {
        return update(id, seen, draft, null);
    }

    /**
     * As {@link #update(Id, IfMatch, OpportunityDraft)}.
     *
     * @param lostReason required if it enters a lost stage; in one it is in, null keeps the reason; else ignored
     */
    Opportunity update(Id id, @Nullable IfMatch seen, OpportunityDraft draft, @Nullable String lostReason) {
        OpportunityDraft normal = OpportunityRules.normalise(draft, organizations.current());
        return transactions.required(() -> {
            Opportunity first = get(id);
            Id wanted = normal.stageId() == null ? first.stageId() : normal.stageId();
            boolean moves = !wanted.equals(first.stageId());
            Placed target = pipelines.stage(wanted);
            if (moves) {
                places.lock(List.of(first.stageId(), wanted));
            }
            Opportunity old = unchanged(first, seen);
            if (!normal.contactId().equals(old.contactId())) {
                throw ProblemException.invalid("contactId", "crm.opportunity.contact");
            }
            owners.check(normal.owner(), old.owner());
            Opportunity filled = States.filled(old, normal);
            if (moves) {
                Opportunity placed = States.at(filled, places.top(wanted));
                return move(
                        old, States.entered(placed, target, normal.probability(), lostReason, now(), zone()), target);
            }
            Opportunity kept = States.kept(filled, target, normal.probability(), lostReason);
            if (kept.equals(old)) {
                return old;
            }
            Opportunity changed = write(old, kept);
            news.of("crm.opportunity.update", changed, Map.of("fields", States.differences(old, changed)));
            return changed;
        });
    }

    @Override
    public Opportunity move(Id id, @Nullable IfMatch seen, Id stage, @Nullable Id before, @Nullable String lostReason) {
        return transactions.required(() -> {
            Opportunity first = get(id);
            Placed target = pipelines.stage(stage);
            if (!target.pipeline().equals(first.pipelineId())) {
                throw ProblemException.notFound("crm.pipeline.stage-not-found", stage);
            }
            places.lock(List.of(first.stageId(), stage));
            Opportunity old = unchanged(first, seen);
            if (id.equals(before)) {
                return old;
            }
            Opportunity placed = States.at(old, places.place(stage, before, id));
            if (stage.equals(old.stageId())) {
                Opportunity changed = write(old, placed);
                news.of("crm.opportunity.order", changed, Map.of());
                return changed;
            }
            return move(old, States.entered(placed, target, null, lostReason, now(), zone()), target);
        });
    }

    private Opportunity move(Opportunity old, Opportunity now, Placed target) {
        Opportunity moved = write(old, now);
        Id step = rows.moved(old.stageId(), moved, owners.caller());
        news.of("crm.opportunity.move", moved, Map.of("stage", target.stage().key()));
        news.entered(old.stageId(), moved);
        timeline.entered(step, moved, false, moved.movedAt());
        return moved;
    }

    @Override
    public void delete(Id id) {
        transactions.run(() -> {
            Opportunity old = get(id);
            timeline.withdrawn(rows.told(id));
            rows.delete(id);
            news.of(
                    "crm.opportunity.delete",
                    old,
                    Map.of("title", old.title(), "contact", old.contactId().toString()));
        });
    }

    /** Says that the alert about its expected close was seen. */
    void seen(Id id) {
        transactions.run(() -> {
            Opportunity seen = get(id);
            int changed = sql.update(
                    "update crm.opportunity set alert = null where organization_id = {org} and id = ? and alert is not null",
                    id);
            if (changed > 0) {
                news.of("crm.opportunity.alert-seen", seen, Map.of());
            }
        });
    }

    /** Holds stages until the end of the transaction. */
    void hold(Collection<Id> stages) {
        places.lock(stages);
    }

    /** How many there are in a stage. */
    long count(Id stage) {
        return count("stage_id = ?", stage);
    }

    /** How many are open in a pipeline. */
    long countOpen(Id pipeline) {
        return count("kind = 'OPEN' and pipeline_id = ?", pipeline);
    }

    private long count(String condition, Id of) {
        return sql.queryOne(
                        "select count(*) cards from crm.opportunity where organization_id = {org} and " + condition,
                        row -> row.getLong("cards"),
                        of)
                .orElseThrow();
    }

    /** Moves all cards of a stage to the end of another one of the same kind, in their order; both are held. */
    void empty(Id stage, Placed target) {
        for (Opportunity old : rows.in(stage)) {
            Opportunity placed = States.at(old, places.end(target.stage().id()));
            move(old, States.entered(placed, target, null, old.lostReason(), now(), zone()), target);
        }
    }

    private Placed target(@Nullable Id stage) {
        return stage == null ? first() : pipelines.stage(stage);
    }

    private Placed first() {
        Pipeline standard = pipelines.standard();
        return new Placed(standard.stages().get(0), standard.id());
    }

    private ZoneId zone() {
        return organizations.current().zone();
    }

    /** The card as it is now that its stage is held; refuses if it is not the one the caller saw. */
    private Opportunity unchanged(Opportunity before, @Nullable IfMatch seen) {
        Opportunity now = get(before.id());
        if (seen == null) {
            IfMatch.require(null, now.version());
        } else if ((seen.version() != -1 && seen.version() != now.version())
                || !now.stageId().equals(before.stageId())) {
            throw stale(now);
        }
        return now;
    }

    private Opportunity write(Opportunity old, Opportunity now) {
        Opportunity next = States.written(now, old.version() + 1, now());
        if (!rows.update(old, next, owners.caller())) {
            throw stale(get(old.id()));
        }
        return next;
    }

    private ProblemException stale(Opportunity now) {
        return ProblemException.of(
                412,
                "crm.opportunity.changed",
                Map.of(
                        "title",
                        now.title(),
                        "by",
                        rows.updatedBy(now.id()),
                        "stage",
                        pipelines.stageNames().getOrDefault(now.stageId(), "")));
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
