package io.rubro.crm.internal.merging;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.words.ContactWords;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Two contacts that change together. */
@Component(service = Pair.class)
public final class Pair {

    private final Transactions transactions;
    private final Sql sql;
    private final EntityManagerFactory unit;
    private final ContactWords words;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Pair(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(osgi.unit.name=crm)") EntityManagerFactory unit,
            @Reference ContactWords words,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.unit = unit;
        this.words = words;
    }

    /** Both, held until the transaction ends. */
    record Held(ContactEntity winner, ContactEntity loser) {}

    /**
     * Takes both, always in the same order, and waits for whoever adds something to one of them.
     *
     * @throws ProblemException 404 if there is no such contact; 422 if they are the same
     */
    Held hold(Id winner, Id loser) {
        if (winner.equals(loser)) {
            take(winner);
            throw ProblemException.invalid("other", "crm.merge.itself");
        }
        Stream.of(winner, loser)
                .sorted((a, b) -> Long.compare(a.value(), b.value()))
                .forEach(this::take);
        return new Held(read(winner), read(loser));
    }

    private void take(Id contact) {
        // changes nothing, and is a lock on every database
        int found = sql.update(
                "update crm.contact set version = version where organization_id = {org} and id = ?", contact);
        if (found == 0) {
            throw ProblemException.notFound("crm.contact.not-found", contact);
        }
    }

    private ContactEntity read(Id id) {
        ContactEntity contact = Objects.requireNonNull(em().find(ContactEntity.class, id.value()));
        em().refresh(contact); // it may have been read before it was held
        return contact;
    }

    /** Stores both. Tax ids and e-mails may go from one to the other: no two have the same in between. */
    void store(Held held, ContactDraft winner, ContactDraft loser, Instant now) {
        ContactDraft old = held.winner().toDraft();
        ContactDraft oldLoser = held.loser().toDraft();
        if (!sameKeys(old, winner) || !sameKeys(oldLoser, loser)) {
            held.winner().replace(old.edit().taxId(null).email(null).build(), now);
            held.loser().replace(oldLoser.edit().taxId(null).email(null).build(), now);
            em().flush();
        }
        held.winner().replace(winner, now);
        held.loser().replace(loser, now);
        em().flush();
        words.replace(held.winner().id(), old, winner);
        words.replace(held.loser().id(), oldLoser, loser);
    }

    private static boolean sameKeys(ContactDraft one, ContactDraft other) {
        return Objects.equals(one.taxId(), other.taxId()) && Objects.equals(one.email(), other.email());
    }

    /** Whether a contact that is none of the two has a tax id or e-mail. */
    boolean isTaken(String field, @Nullable String value, Held held) {
        if (value == null || !(field.equals("taxId") || field.equals("email"))) {
            return false;
        }
        String column = field.equals("taxId") ? "tax_id" : "email";
        return sql.queryOne(
                        "select id from crm.contact where organization_id = {org} and " + column
                                + " = ? and id <> ? and id <> ?",
                        row -> true,
                        value,
                        held.winner().id(),
                        held.loser().id())
                .isPresent();
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }
}
