package io.rubro.crm.internal.lists;

import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The words the contacts in use are described with, to be offered where one is asked for. */
@Component(service = Terms.class)
public final class Terms {

    private static final int MOST = 200;

    private final Transactions transactions;
    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Terms(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** At most two hundred of each, by the alphabet; of more the most frequent ones. */
    public record Words(List<String> sectors, List<String> sources, List<String> cities, List<String> tags) {}

    /** Those of the organisation on the thread. */
    public Words words() {
        return transactions.required(() -> new Words(values("sector"), values("source"), values("city"), tags()));
    }

    /** The values of a column; spellings that differ by their case are one. */
    private List<String> values(String column) {
        return sql
                .query(
                        "select min(" + column
                                + ") as word, count(*) as n from crm.contact where organization_id = {org}"
                                + " and archived_at is null and " + column + " is not null group by lower(" + column
                                + ") order by n desc, word fetch first " + MOST + " rows only",
                        row -> row.getString("word"))
                .stream()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    private List<String> tags() {
        return sql
                .query(
                        """
                        select tags, count(*) as n from crm.contact
                        where organization_id = {org} and archived_at is null and tags <> ''
                        group by tags order by n desc, tags fetch first 1000 rows only""",
                        row -> row.getString("tags"))
                .stream()
                .flatMap(tags -> Arrays.stream(tags.split("\\|")))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .limit(MOST)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }
}
