package io.rubro.crm.internal.service;

import io.rubro.crm.ContactSummary;
import io.rubro.crm.ContactSummary.Account;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.model.InteractionEntity;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the interactions of a contact. Nothing is kept beside them, so nothing can disagree with them.
 *
 * <p>Booleans are parameters: as literals they reach Derby as numbers, which it refuses.
 */
final class Summaries {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private Summaries() {}

    static ContactSummary of(EntityManager em, Id contact, String ownCurrency) {
        @Nullable
        Interaction last = em.createQuery(
                        "select i from Interaction i where i.contactId = :contact and i.done = :done"
                                + " order by i.at desc, i.id desc",
                        InteractionEntity.class)
                .setParameter("contact", contact.value())
                .setParameter("done", true)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(interaction -> interaction.toInteraction(List.of()))
                .orElse(null);
        long open = em.createQuery(
                        "select count(i) from Interaction i where i.contactId = :contact and i.done = :done",
                        Long.class)
                .setParameter("contact", contact.value())
                .setParameter("done", false)
                .getSingleResult();
        return new ContactSummary(contact, accounts(em, contact, ownCurrency), last, open);
    }

    private static List<Account> accounts(EntityManager em, Id contact, String ownCurrency) {
        Map<String, Account> byCurrency = new TreeMap<>();
        List<Object[]> sums = em.createQuery(
                        "select i.currency, i.type, sum(i.amount) from Interaction i where i.contactId = :contact"
                                + " and i.done = :done and i.amount is not null group by i.currency, i.type",
                        Object[].class)
                .setParameter("contact", contact.value())
                .setParameter("done", true)
                .getResultList();
        for (Object[] row : sums) {
            byCurrency.merge((String) row[0], account(row), Summaries::plus);
        }
        Account own = byCurrency.getOrDefault(ownCurrency, new Account(ownCurrency, ZERO, ZERO, ZERO));
        byCurrency.remove(ownCurrency);
        return Stream.concat(Stream.of(own), byCurrency.values().stream()).toList();
    }

    private static Account account(Object[] row) {
        String currency = (String) row[0];
        BigDecimal sum = ((BigDecimal) row[2]).setScale(2);
        return row[1] == InteractionType.SALE
                ? new Account(currency, sum, ZERO, sum)
                : new Account(currency, ZERO, sum, sum.negate());
    }

    private static Account plus(Account a, Account b) {
        return new Account(
                a.currency(),
                a.invoiced().add(b.invoiced()),
                a.paid().add(b.paid()),
                a.balance().add(b.balance()));
    }
}
