package io.rubro.rubros.carniceria.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.rubros.carniceria.internal.model.Product;
import io.rubro.rubros.carniceria.internal.model.ProductDraft;
import io.rubro.rubros.carniceria.internal.model.ProductEntity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The products a shop sells by weight. */
@Component(service = Products.class)
public final class Products {

    private final Transactions tx;
    private final EntityManagerFactory unit;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public Products(
            @Reference Transactions tx,
            @Reference(target = "(osgi.unit.name=carniceria)") EntityManagerFactory unit,
            @Reference(target = "(module=carniceria)") SchemaReady schema,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.tx = tx;
        this.unit = unit;
        this.audit = audit;
        this.live = live;
    }

    /**
     * The products by PLU.
     *
     * @param text occurs in the name, whatever the case, or is the PLU; null or blank for all
     */
    public Page<Product> list(@Nullable String text, PageRequest page) {
        int after = page.after(1).map(c -> number(c.get(0))).orElse(0);
        int limit = page.limit();
        List<Product> rows = find(text == null ? "" : text.strip(), after, limit + 1);
        return Page.of(rows, limit, p -> PageRequest.cursor(p.plu()));
    }

    /** Products whose name contains a text, whatever the case, or that have this PLU; by PLU. */
    List<Product> find(String text, int limit) {
        return find(text, 0, limit);
    }

    private List<Product> find(String text, int after, int limit) {
        String name = text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return tx.required(() -> tx.entityManager(unit)
                .createQuery(
                        "select p from ProductEntity p where p.plu > :after"
                                + " and (p.plu = :plu or lower(p.name) like :name escape '!') order by p.plu",
                        ProductEntity.class)
                .setParameter("after", after)
                .setParameter("plu", text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1)
                .setParameter("name", "%" + name + "%")
                .setMaxResults(limit)
                .getResultStream()
                .map(ProductEntity::toProduct)
                .toList());
    }

    private static int number(String cursor) {
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    /**
     * A product.
     *
     * @throws ProblemException 404 if this organisation has none with this id
     */
    public Product get(Id id) {
        return tx.required(() -> find(id).toProduct());
    }

    /**
     * Adds a product.
     *
     * @throws ProblemException 409 if the PLU is taken
     */
    public Product create(ProductDraft draft) {
        return tx.required(() -> {
            refuseTakenPlu(draft.plu(), null);
            ProductEntity entity = new ProductEntity(draft);
            EntityManager em = tx.entityManager(unit);
            em.persist(entity);
            em.flush();
            Product product = entity.toProduct();
            note("create", product);
            return product;
        });
    }

    /**
     * Replaces what is written of a product.
     *
     * @throws ProblemException 404, 409 if the PLU is taken, 412 if it changed since the caller saw it, 428 without a version
     */
    public Product update(Id id, @Nullable IfMatch seen, ProductDraft draft) {
        return tx.required(() -> {
            ProductEntity entity = find(id);
            IfMatch.require(seen, entity.toProduct().version());
            refuseTakenPlu(draft.plu(), id);
            entity.change(draft);
            tx.entityManager(unit).flush();
            Product product = entity.toProduct();
            note("update", product);
            return product;
        });
    }

    /**
     * Removes a product. What was weighed of it stays.
     *
     * @throws ProblemException 404
     */
    public void delete(Id id) {
        tx.run(() -> {
            ProductEntity entity = find(id);
            note("delete", entity.toProduct());
            tx.entityManager(unit).remove(entity);
        });
    }

    private ProductEntity find(Id id) {
        @Nullable ProductEntity entity = tx.entityManager(unit).find(ProductEntity.class, id.value());
        if (entity == null) {
            throw ProblemException.notFound("carniceria.product.not-found", id);
        }
        return entity;
    }

    private void refuseTakenPlu(int plu, @Nullable Id self) {
        tx.entityManager(unit)
                .createQuery("select p from ProductEntity p where p.plu = :plu", ProductEntity.class)
                .setParameter("plu", plu)
                .getResultStream()
                .map(ProductEntity::toProduct)
                .filter(other -> !other.id().equals(self))
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.conflict(
                            "carniceria.product.plu-taken", Map.of("plu", plu, "name", other.name()));
                });
    }

    /** In the audit trail, and on the screens that are open. */
    private void note(String deed, Product product) {
        audit.record(
                "carniceria.product." + deed,
                "product",
                product.id(),
                Map.of("plu", product.plu(), "name", product.name(), "pricePerKg", product.pricePerKg()));
        live.changed("carniceria.product", product.id(), "carniceria.product.read");
    }
}
