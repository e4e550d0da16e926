package io.rubro.crm.internal.words;

import io.rubro.crm.ContactDraft;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The index of the words contacts are found by. A contact matches a text if each word of the text begins one of the
 * contact's; the cost depends on how many contacts match, not on how many there are.
 */
@Component(service = ContactWords.class)
public final class ContactWords {

    private final Sql sql;

    @Activate
    public ContactWords(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    /** Writes the words of a new contact. Inside its transaction. */
    public void add(Id contact, ContactDraft stored) {
        insert(contact, Words.of(stored));
    }

    /** Writes the words of a contact that changed. Inside its transaction. */
    public void replace(Id contact, ContactDraft old, ContactDraft stored) {
        Set<String> words = Words.of(stored);
        if (!words.equals(Words.of(old))) {
            remove(contact);
            insert(contact, words);
        }
    }

    /** Takes away the words of a contact that goes for good. Inside its transaction. */
    public void remove(Id contact) {
        sql.update("delete from crm.contact_word where organization_id = {org} and contact_id = ?", contact);
    }

    private void insert(Id contact, Set<String> words) {
        sql.batch(
                "insert into crm.contact_word (organization_id, word, contact_id) values ({org}, ?, ?)",
                words.stream()
                        .map(word -> new @Nullable Object[] {word, contact})
                        .toList());
    }

    /**
     * Contacts that match a text, archived ones too, in no order.
     *
     * @param rows how many rows of the index to look at; one contact may have several
     */
    public Matches matching(String text, int rows) {
        List<Set<String>> typed = rarestFirst(text);
        if (typed.isEmpty()) {
            return new Matches(Set.of(), true);
        }
        Set<Id> found = new LinkedHashSet<>();
        boolean all = true;
        for (String beginning : typed.get(0)) { // one after the other: not every database reads an index for an «or»
            List<@Nullable Object> args = new ArrayList<>();
            String condition = begins("w", Set.of(beginning), args) + others(typed, args);
            args.add(rows);
            List<Id> part = sql.query(
                    "select w.contact_id from crm.contact_word w where w.organization_id = {org} and " + condition
                            + " fetch first ? rows only",
                    row -> Rows.id(row, "contact_id"),
                    args.toArray());
            found.addAll(part);
            all &= part.size() < rows;
        }
        return new Matches(found, all);
    }

    /**
     * What the index says of a text.
     *
     * @param contacts those found
     * @param all whether there are no others
     */
    public record Matches(Set<Id> contacts, boolean all) {}

    /**
     * A contact and the first of its words, in the order of the index, by which it matches.
     *
     * @param word with the number of the beginning it matched before it
     */
    public record Hit(Id contact, String word) {}

    /**
     * Contacts that match a text, archived ones too, each once, in the order of the index.
     *
     * @param after the last one of the part before; null to begin
     * @param limit fewer mean that there are no more
     */
    public List<Hit> hits(String text, @Nullable Hit after, int limit) {
        List<Set<String>> typed = rarestFirst(text);
        List<Hit> hits = new ArrayList<>();
        if (typed.isEmpty()) {
            return hits;
        }
        List<String> beginnings = List.copyOf(typed.get(0));
        int first = after == null ? 0 : after.word.charAt(0) - '0';
        for (int i = first; i < beginnings.size() && hits.size() < limit; i++) {
            hits.addAll(hits(typed, beginnings, i, i == first ? after : null, limit - hits.size()));
        }
        return hits;
    }

    private List<Hit> hits(
            List<Set<String>> typed, List<String> beginnings, int number, @Nullable Hit after, int limit) {
        List<@Nullable Object> args = new ArrayList<>();
        String word = after == null ? beginnings.get(number) : after.word.substring(1);
        args.add(word);
        args.add(beginnings.get(number) + Character.MAX_VALUE);
        StringBuilder condition = new StringBuilder("w.word >= ? and w.word < ?");
        if (after != null) {
            args.add(word);
            args.add(after.contact);
            condition.append(" and (w.word > ? or w.contact_id > ?)");
        }
        condition.append(others(typed, args));
        // not if an earlier word of the contact matches, too
        args.add(beginnings.get(number));
        condition.append(" and not exists (select 1 from crm.contact_word e where e.organization_id = {org}"
                + " and e.contact_id = w.contact_id and (e.word >= ? and e.word < w.word");
        for (String earlier : beginnings.subList(0, number)) {
            condition.append(" or ").append(begins("e", Set.of(earlier), args));
        }
        condition.append("))");
        args.add(limit);
        return sql.query(
                "select w.contact_id, w.word from crm.contact_word w where w.organization_id = {org} and " + condition
                        + " order by w.word, w.contact_id fetch first ? rows only",
                row -> new Hit(Rows.id(row, "contact_id"), number + row.getString("word")),
                args.toArray());
    }

    /** The longest word is the rarest, as a rule: the others are looked up for those it finds only. */
    private static List<Set<String>> rarestFirst(String text) {
        return Words.typed(text).stream()
                .sorted(Comparator.comparingInt(
                                (Set<String> word) -> word.iterator().next().length())
                        .reversed())
                .toList();
    }

    private static String others(List<Set<String>> typed, List<@Nullable Object> args) {
        return typed.stream()
                .skip(1)
                .map(word -> " and exists (select 1 from crm.contact_word o where o.organization_id = {org}"
                        + " and o.contact_id = w.contact_id and " + begins("o", word, args) + ")")
                .collect(Collectors.joining());
    }

    /** The beginnings each word of a text may have in the index: a contact must match one of each set. */
    public static List<Set<String>> typed(String text) {
        return Words.typed(text);
    }

    private static String begins(String alias, Set<String> beginnings, List<@Nullable Object> args) {
        return beginnings.stream()
                .map(beginning -> {
                    args.add(beginning);
                    args.add(beginning + Character.MAX_VALUE);
                    return alias + ".word >= ? and " + alias + ".word < ?";
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** Some contacts that have no words: they were stored before there was an index. */
    List<Id> missing(int limit) {
        return sql.query(
                """
                select c.id from crm.contact c where c.organization_id = {org} and not exists (
                  select 1 from crm.contact_word w where w.organization_id = {org} and w.contact_id = c.id)
                fetch first ? rows only""",
                row -> Rows.id(row, "id"),
                limit);
    }
}
