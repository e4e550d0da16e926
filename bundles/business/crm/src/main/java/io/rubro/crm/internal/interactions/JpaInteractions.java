package io.rubro.crm.internal.interactions;

import io.rubro.crm.Activity;
import io.rubro.crm.Contacts;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Participant;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.Interaction.Worker;
import io.rubro.crm.InteractionCounts;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.InteractionFilter.Due;
import io.rubro.crm.Interactions;
import io.rubro.crm.internal.calendar.Cancellations;
import io.rubro.crm.internal.model.InteractionEntity;
import io.rubro.crm.internal.service.Differences;
import io.rubro.crm.internal.service.Standing;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Interactions as JPA entities. */
@Component(service = {Interactions.class, JpaInteractions.class})
public final class JpaInteractions implements Interactions {

    private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Contacts contacts;
    private final Standing standing;
    private final Organizations organizations;
    private final Participants participants;
    private final Staff staff;
    private final Cancellations cancellations;
    private final InteractionNews news;

    @Activate
    public JpaInteractions(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=crm)") EntityManagerFactory unit,
            @Reference(target = "(module=crm)") SchemaReady schema,
            @Reference Contacts contacts,
            @Reference Standing standing,
            @Reference Organizations organizations,
            @Reference Participants participants,
            @Reference Staff staff,
            @Reference Cancellations cancellations,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.unit = unit;
        this.contacts = contacts;
        this.standing = standing;
        this.organizations = organizations;
        this.participants = participants;
        this.staff = staff;
        this.cancellations = cancellations;
        this.news = new InteractionNews(audit, live);
    }

    @Override
    public Page<Interaction> timeline(Id contactId, PageRequest page) {
        InteractionQuery query = new InteractionQuery(new InteractionFilter(contactId, null), today());
        return transactions.required(() -> {
            contacts.get(contactId);
            return shown(query.run(em(), page));
        });
    }

    @Override
    public Page<Activity> list(InteractionFilter filter, PageRequest page) {
        InteractionQuery query = new InteractionQuery(filter, today());
        return transactions.required(() -> {
            Page<Interaction> found = shown(query.run(em(), page));
            Map<Id, String> names = names(found.items());
            return new Page<>(
                    found.items().stream()
                            .map(i -> new Activity(i, Objects.requireNonNull(names.get(i.contactId()))))
                            .toList(),
                    found.next());
        });
    }

    @Override
    public InteractionCounts counts(InteractionFilter filter) {
        Days days = today();
        return transactions.required(() -> new InteractionCounts(
                count(filter, Due.OVERDUE, days), count(filter, Due.TODAY, days), count(filter, Due.UPCOMING, days)));
    }

    private long count(InteractionFilter filter, Due due, Days days) {
        return new InteractionQuery(
                        new InteractionFilter(
                                filter.contactId(), null, due, filter.responsible(), filter.type(), filter.text()),
                        days)
                .count(em());
    }

    private Page<Interaction> shown(Page<InteractionEntity> page) {
        Map<Id, List<Participant>> people =
                participants.of(page.items().stream().map(InteractionEntity::id).toList());
        return new Page<>(
                page.items().stream()
                        .map(i -> i.toInteraction(people.getOrDefault(i.id(), List.of())))
                        .toList(),
                page.next());
    }

    private Map<Id, String> names(List<Interaction> interactions) {
        if (interactions.isEmpty()) {
            return Map.of();
        }
        return em().createQuery("select c.id, c.name from Contact c where c.id in :ids", Object[].class)
                .setParameter(
                        "ids",
                        interactions.stream()
                                .map(i -> i.contactId().value())
                                .distinct()
                                .toList())
                .getResultStream()
                .collect(Collectors.toMap(row -> new Id((Long) row[0]), row -> (String) row[1]));
    }

    @Override
    public Interaction get(Id id) {
        return transactions.required(() -> shown(entity(id)));
    }

    @Override
    public Interaction add(Id contactId, InteractionDraft draft) {
        InteractionDraft normal = InteractionRules.normalise(draft, organizations.current());
        return transactions.required(() -> {
            Id holder = standing.hold(contactId);
            refuseStrangers(normal);
            InteractionEntity interaction = new InteractionEntity(
                    Id.next(), holder, normal, staff.caller(), staff.assignee(normal.assigneeId(), null), now());
            em().persist(interaction);
            em().flush(); // gives it its version
            participants.choose(interaction.id(), normal.people());
            record(
                    "crm.interaction.create",
                    interaction,
                    Map.of("type", normal.type().name(), "contact", holder.toString()));
            return shown(interaction);
        });
    }

    @Override
    public Interaction update(Id id, @Nullable IfMatch seen, InteractionDraft draft) {
        InteractionDraft normal = InteractionRules.normalise(draft, organizations.current());
        return transactions.required(() -> {
            InteractionEntity interaction = writable(id);
            IfMatch.require(seen, interaction.version());
            Interaction before = shown(interaction);
            InteractionDraft old = before.toDraft();
            if (old.equals(normal)) {
                return before;
            }
            refuseStrangers(normal);
            @Nullable Worker assignee = staff.assignee(normal.assigneeId(), interaction.assignee());
            interaction.replace(normal, assignee, now());
            em().flush(); // gives it its version
            participants.choose(id, normal.people());
            if (!old.at().equals(normal.at())) {
                participants.forgetAnswers(id);
            }
            record("crm.interaction.update", interaction, Map.of("fields", Differences.between(old, normal)));
            return shown(interaction);
        });
    }

    @Override
    public Interaction snooze(Id id, @Nullable IfMatch seen, Instant until) {
        Instant now = now();
        Instant time = until.truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(now) || time.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw ProblemException.invalid("until", "crm.interaction.snooze");
        }
        return transactions.required(() -> {
            InteractionEntity interaction = writable(id);
            IfMatch.require(seen, interaction.version());
            if (interaction.isDone()) {
                throw ProblemException.conflict("crm.interaction.is-done", Map.of());
            }
            interaction.snooze(time, now);
            em().flush(); // gives it its version
            record("crm.interaction.snooze", interaction, Map.of("until", time.toString()));
            return shown(interaction);
        });
    }

    @Override
    public void delete(Id id) {
        transactions.run(() -> {
            InteractionEntity interaction = writable(id);
            record(
                    "crm.interaction.delete",
                    interaction,
                    Map.of(
                            "type",
                            interaction.type().name(),
                            "contact",
                            interaction.contactId().toString()));
            cancellations.deleting(shown(interaction));
            participants.clear(id);
            em().remove(interaction);
        });
    }

    /** Refuses people who are no contacts here, and an opportunity that is none. */
    private void refuseStrangers(InteractionDraft draft) {
        @Nullable Id opportunity = draft.opportunityId();
        if (opportunity != null && !participants.isOpportunity(opportunity)) {
            throw ProblemException.invalid(
                    "opportunityId", "crm.interaction.opportunity", Map.of("value", opportunity.toString()));
        }
        if (!participants.contacts(draft.people()).containsAll(draft.people())) {
            throw ProblemException.invalid("people", "crm.interaction.people");
        }
    }

    private Interaction shown(InteractionEntity interaction) {
        return interaction.toInteraction(participants.of(interaction.id()));
    }

    private InteractionEntity writable(Id id) {
        InteractionEntity interaction = entity(id);
        @Nullable Source source = interaction.source();
        if (source != null) {
            throw ProblemException.conflict("crm.interaction.mirrored", Map.of("module", source.module()));
        }
        return interaction;
    }

    private InteractionEntity entity(Id id) {
        @Nullable InteractionEntity interaction = em().find(InteractionEntity.class, id.value());
        if (interaction == null) {
            throw ProblemException.notFound("crm.interaction.not-found", id);
        }
        return interaction;
    }

    private void record(String action, InteractionEntity interaction, Map<String, ?> details) {
        news.of(action, interaction.id(), interaction.contactId(), details);
    }

    private Days today() {
        return Days.of(organizations.current(), Instant.now());
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
