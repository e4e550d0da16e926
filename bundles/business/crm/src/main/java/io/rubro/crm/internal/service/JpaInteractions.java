package io.rubro.crm.internal.service;

import io.rubro.crm.Activity;
import io.rubro.crm.Contacts;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.Interactions;
import io.rubro.crm.internal.model.InteractionEntity;
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

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Contacts contacts;
    private final Organizations organizations;
    private final InteractionNews news;

    @Activate
    public JpaInteractions(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=crm)") EntityManagerFactory unit,
            @Reference(target = "(module=crm)") SchemaReady schema,
            @Reference Contacts contacts,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.unit = unit;
        this.contacts = contacts;
        this.organizations = organizations;
        this.news = new InteractionNews(audit, live);
    }

    @Override
    public Page<Interaction> timeline(Id contactId, PageRequest page) {
        InteractionQuery query = new InteractionQuery(new InteractionFilter(contactId, null), page);
        return transactions.required(() -> {
            contacts.get(contactId);
            return query.run(em());
        });
    }

    @Override
    public Page<Activity> list(InteractionFilter filter, PageRequest page) {
        InteractionQuery query = new InteractionQuery(filter, page);
        return transactions.required(() -> {
            Page<Interaction> found = query.run(em());
            Map<Id, String> names = names(found.items());
            return new Page<>(
                    found.items().stream()
                            .map(i -> new Activity(i, Objects.requireNonNull(names.get(i.contactId()))))
                            .toList(),
                    found.next());
        });
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
        return transactions.required(() -> entity(id).toInteraction());
    }

    @Override
    public Interaction add(Id contactId, InteractionDraft draft) {
        InteractionDraft normal = InteractionRules.normalise(draft, organizations.current());
        return transactions.required(() -> {
            contacts.get(contactId);
            InteractionEntity interaction = new InteractionEntity(Id.next(), contactId, normal, now());
            em().persist(interaction);
            em().flush(); // gives it its version
            record(
                    "crm.interaction.create",
                    interaction,
                    Map.of("type", normal.type().name(), "contact", contactId.toString()));
            return interaction.toInteraction();
        });
    }

    @Override
    public Interaction update(Id id, @Nullable IfMatch seen, InteractionDraft draft) {
        InteractionDraft normal = InteractionRules.normalise(draft, organizations.current());
        return transactions.required(() -> {
            InteractionEntity interaction = writable(id);
            IfMatch.require(seen, interaction.version());
            InteractionDraft old = interaction.toDraft();
            if (old.equals(normal)) {
                return interaction.toInteraction();
            }
            interaction.replace(normal, now());
            em().flush(); // gives it its version
            record("crm.interaction.update", interaction, Map.of("fields", Differences.between(old, normal)));
            return interaction.toInteraction();
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
                            interaction.toDraft().type().name(),
                            "contact",
                            interaction.contactId().toString()));
            em().remove(interaction);
        });
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

    private EntityManager em() {
        return transactions.entityManager(unit);
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
