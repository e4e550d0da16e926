package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.pipeline.Board.Alert;
import io.rubro.crm.internal.pipeline.Board.Card;
import io.rubro.crm.internal.pipeline.Board.Column;
import io.rubro.crm.internal.pipeline.Board.Total;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads boards: one statement for the sums of all columns and one for the first cards of each, however many there are. */
@Component(service = Boards.class)
public final class Boards {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    /** When the contact of an opportunity was last spoken to; what other modules mirror says nothing of that. */
    private static final String LAST_SPOKEN =
            """
            , o.alert, (select max(i.happens_at) from crm.interaction i where i.organization_id = o.organization_id
              and i.contact_id = o.contact_id and i.done = true and i.source_module is null) spoken_at""";

    private final Transactions transactions;
    private final Sql sql;
    private final SqlPipelines pipelines;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public Boards(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference SqlPipelines pipelines,
            @Reference Organizations organizations) {
        this.transactions = transactions;
        this.sql = sql;
        this.pipelines = pipelines;
        this.organizations = organizations;
    }

    /**
     * A board.
     *
     * @param owner only cards of this user; null for all
     * @param text only cards with these words; null for all
     * @param limit how many cards of each column, from 0
     * @throws io.rubro.platform.problem.ProblemException 404 if there is no such pipeline
     */
    Board read(Id pipeline, @Nullable Id owner, @Nullable String text, int limit) {
        return transactions.required(() -> {
            Pipeline found = pipelines.get(pipeline);
            OpportunityFilter filter = new OpportunityFilter(null, pipeline, null, null, owner, text);
            Map<Id, Map<String, Total>> totals = totals(filter);
            Map<Id, List<Card>> cards = limit == 0 ? Map.of() : cards(found, owner, text, limit);
            return new Board(
                    found,
                    found.stages().stream()
                            .map(stage -> column(
                                    stage.id(),
                                    totals.getOrDefault(stage.id(), Map.of()),
                                    cards.getOrDefault(stage.id(), List.of())))
                            .toList());
        });
    }

    private Column column(Id stage, Map<String, Total> totals, List<Card> cards) {
        String own = organizations.current().currency();
        List<Total> all = new ArrayList<>();
        all.add(totals.getOrDefault(own, new Total(own, 0, ZERO, ZERO)));
        totals.values().stream().filter(total -> !total.currency().equals(own)).forEach(all::add);
        return new Column(stage, all.stream().mapToLong(Total::count).sum(), all, cards);
    }

    private Map<Id, Map<String, Total>> totals(OpportunityFilter filter) {
        record Sum(Id stage, Total total) {}
        Conditions conditions = new Conditions(filter);
        Map<Id, Map<String, Total>> totals = new HashMap<>();
        sql.query(
                        "select o.stage_id, o.currency, count(*) cards, sum(o.amount) amount,"
                                + " sum(o.amount * o.probability) weighted"
                                + OpportunityRows.FROM + conditions.text()
                                + " group by o.stage_id, o.currency",
                        row -> new Sum(
                                Rows.id(row, "stage_id"),
                                new Total(
                                        row.getString("currency"),
                                        row.getLong("cards"),
                                        row.getBigDecimal("amount").setScale(2),
                                        row.getBigDecimal("weighted").divide(HUNDRED, 2, RoundingMode.HALF_UP))),
                        conditions.args())
                .forEach(sum -> totals.computeIfAbsent(sum.stage(), any -> new TreeMap<>())
                        .put(sum.total().currency(), sum.total()));
        return totals;
    }

    private Map<Id, List<Card>> cards(Pipeline pipeline, @Nullable Id owner, @Nullable String text, int limit) {
        List<String> parts = new ArrayList<>();
        List<@Nullable Object> args = new ArrayList<>();
        for (Stage stage : pipeline.stages()) {
            Conditions of = new Conditions(new OpportunityFilter(null, null, stage.id(), null, owner, text));
            parts.add("select * from (select " + OpportunityRows.COLUMNS + LAST_SPOKEN + OpportunityRows.FROM
                    + of.text() + " order by o.place fetch first " + limit + " rows only) s" + parts.size());
            args.addAll(Arrays.asList(of.args()));
        }
        Map<Id, Stage> stages = new HashMap<>();
        pipeline.stages().forEach(stage -> stages.put(stage.id(), stage));
        Instant now = Instant.now();
        Map<Id, List<Card>> cards = new HashMap<>();
        sql.query(
                        String.join(" union all ", parts) + " order by place",
                        row -> card(row, Objects.requireNonNull(stages.get(Rows.id(row, "stage_id"))), now),
                        args.toArray())
                .forEach(card -> cards.computeIfAbsent(card.opportunity().stageId(), any -> new ArrayList<>())
                        .add(card));
        return cards;
    }

    private static Card card(ResultSet row, Stage stage, Instant now) throws SQLException {
        Opportunity opportunity = OpportunityRows.opportunity(row);
        @Nullable String alert = row.getString("alert");
        return new Card(
                opportunity,
                alert == null ? null : Alert.valueOf(alert),
                quiet(stage, opportunity.movedAt(), Rows.instantOrNull(row, "spoken_at"), now));
    }

    /** For how many days nothing happened; null if that is not too long. */
    static @Nullable Long quiet(Stage stage, Instant movedAt, @Nullable Instant spokenAt, Instant now) {
        @Nullable Integer idle = stage.idleDays();
        if (idle == null) {
            return null;
        }
        Instant last = spokenAt != null && spokenAt.isAfter(movedAt) ? spokenAt : movedAt;
        long days = Duration.between(last, now).toDays();
        return days >= idle ? days : null;
    }
}
