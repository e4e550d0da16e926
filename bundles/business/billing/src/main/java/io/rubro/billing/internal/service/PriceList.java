package io.rubro.billing.internal.service;

import io.rubro.billing.internal.model.Item;
import io.rubro.billing.internal.model.ItemContent;
import io.rubro.billing.internal.model.ItemDraft;
import io.rubro.billing.internal.model.ItemEntity;
import io.rubro.billing.internal.model.ItemKind;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the organisation on the thread sells and at which price. Each change is audited. */
@Component(service = PriceList.class)
public final class PriceList {

    /** Lets a caller read the price list. */
    public static final String READ = "billing.item.read";

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Organizations organizations;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;
    private final Taxes taxes;
    private final ItemSearch search;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public PriceList(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=billing)") EntityManagerFactory unit,
            @Reference(target = "(module=billing)") SchemaReady schema,
            @Reference Sql sql,
            @Reference GlobalSql globalSql,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this(transactions, unit, sql, globalSql, organizations, audit, live, Clock.systemUTC());
    }

    PriceList(
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
        this.search = new ItemSearch(sql);
    }

    /**
     * Entries in the order asked for: {@code name} (the default), {@code code}, {@code unitPrice}.
     *
     * @param text words, each of which must occur in the code or the name, whatever the case and accents
     * @param kind null for both
     * @param active null for all
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    public Page<Item> list(@Nullable String text, @Nullable ItemKind kind, @Nullable Boolean active, PageRequest page) {
        return search.page(text, kind, active, page);
    }

    /**
     * An entry.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    public Item get(Id id) {
        return transactions.required(() -> load(id).toItem());
    }

    /**
     * Adds an entry.
     *
     * @throws ProblemException 422 if a field breaks a rule, 409 if the code is taken
     */
    public Item create(ItemDraft draft) {
        return transactions.required(() -> {
            ItemContent content = content(draft);
            refuseTaken(content.code(), null);
            ItemEntity item = new ItemEntity(content);
            em().persist(item);
            return written("billing.item.create", item);
        });
    }

    /**
     * Replaces what an entry says.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such entry, 412 if it changed since, 428 without
     *     {@code seen}
     */
    public Item update(Id id, @Nullable IfMatch seen, ItemDraft draft) {
        return transactions.required(() -> {
            ItemEntity item = load(id);
            IfMatch.require(seen, item.version());
            ItemContent content = content(draft);
            refuseTaken(content.code(), id);
            item.write(content);
            return written("billing.item.update", item);
        });
    }

    /**
     * Removes an entry. Invoices that were made with it stay as they are.
     *
     * @throws ProblemException 404, 412, 428 as {@link #update}
     */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            ItemEntity item = load(id);
            IfMatch.require(seen, item.version());
            em().remove(item);
            em().flush();
            audit.record(
                    "billing.item.delete",
                    "item",
                    id,
                    Map.of("code", item.toItem().code()));
            live.changed("billing.item", id, READ);
        });
    }

    private Item written(String action, ItemEntity entity) {
        em().flush();
        Item item = entity.toItem();
        audit.record(action, "item", item.id(), Map.of("code", item.code(), "unitPrice", item.unitPrice()));
        live.changed("billing.item", item.id(), READ);
        return item;
    }

    private ItemContent content(ItemDraft draft) {
        Organization organization = organizations.current();
        LocalDate today = LocalDate.ofInstant(clock.instant(), organization.zone());
        return new ItemCheck(taxes.rates(organization.country(), today)).content(draft);
    }

    private void refuseTaken(String code, @Nullable Id self) {
        em().createQuery("select i from ItemEntity i where i.code = :code", ItemEntity.class)
                .setParameter("code", code)
                .getResultStream()
                .filter(other -> !other.id().equals(self))
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.conflict(
                            "code",
                            "billing.item.code-taken",
                            Map.of("code", code, "name", other.toItem().name()));
                });
    }

    private ItemEntity load(Id id) {
        @Nullable ItemEntity item = em().find(ItemEntity.class, id.value());
        if (item == null) {
            throw ProblemException.notFound("billing.item.not-found", id);
        }
        return item;
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }
}
