package io.rubro.crm.internal.customers;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.customers.Customers;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts contacts as JPA entities. */
@Component(service = Customers.class)
public final class JpaCustomers implements Customers {

    private static final String CUSTOMERS =
            " from Contact c where c.archivedAt is null and (c.roles like :customer or c.roles like :lead or c.roles like :none)";

    private final Transactions transactions;
    private final EntityManagerFactory unit;

    @Activate
    public JpaCustomers(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=crm)") EntityManagerFactory unit,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.unit = unit;
    }

    @Override
    public List<Contact> slice(int skip, int limit) {
        return transactions.required(
                () -> customers("select c" + CUSTOMERS + " order by c.createdAt, c.id", ContactEntity.class)
                        .setFirstResult(skip)
                        .setMaxResults(limit)
                        .getResultStream()
                        .map(ContactEntity::toContact)
                        .toList());
    }

    @Override
    public Figures figures() {
        return transactions.required(() -> {
            long total = 0;
            long active = 0;
            long prospects = 0;
            for (Object[] row : customers(
                            "select c.status, count(c)" + CUSTOMERS + " group by c.status", Object[].class)
                    .getResultList()) {
                long count = (Long) row[1];
                total += count;
                active += row[0] == ContactStatus.ACTIVE ? count : 0;
                prospects += row[0] == ContactStatus.PROSPECT ? count : 0;
            }
            return new Figures(total, active, prospects, pending());
        });
    }

    private <T> TypedQuery<T> customers(String query, Class<T> type) {
        return em().createQuery(query, type)
                .setParameter("customer", "%|CUSTOMER|%")
                .setParameter("lead", "%|LEAD|%")
                .setParameter("none", "");
    }

    /** The boolean is a parameter: as a literal it reaches Derby as a number, which it refuses. */
    private long pending() {
        return em().createQuery(
                        "select count(i) from Interaction i, Contact c where c.id = i.contactId and i.done = :done"
                                + " and c.archivedAt is null",
                        Long.class)
                .setParameter("done", false)
                .getSingleResult();
    }

    @Override
    public long interactions(Id contact) {
        return transactions.required(
                () -> em().createQuery("select count(i) from Interaction i where i.contactId = :contact", Long.class)
                        .setParameter("contact", contact.value())
                        .getSingleResult());
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }
}
