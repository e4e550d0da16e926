package io.rubro.crm.internal.reports;

import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What each campaign or channel brought, and what it cost. */
@Component(service = Campaigns.class)
public final class Campaigns {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Transactions transactions;
    private final Sql sql;
    private final Deals deals;
    private final CampaignCosts costs;
    private final Organizations organizations;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Campaigns(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Deals deals,
            @Reference CampaignCosts costs,
            @Reference Organizations organizations,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.deals = deals;
        this.costs = costs;
        this.organizations = organizations;
    }

    /**
     * A campaign or channel in a time.
     *
     * @param source null for what came from nowhere known
     * @param contacts how many contacts were added
     * @param opportunities how many opportunities were made
     * @param won how many were won
     * @param wonValue what these bring
     * @param invoiced what was invoiced to the contacts that came from it, whenever they came
     * @param cost what was spent on it, of a cost for a longer time the share of these days
     * @param returned {@code (invoiced - cost) / cost}, in percent; null without a cost
     */
    public record Campaign(
            @Nullable String source,
            long contacts,
            int opportunities,
            int won,
            BigDecimal wonValue,
            BigDecimal invoiced,
            BigDecimal cost,
            @Nullable BigDecimal returned) {}

    /** All campaigns of which anything is known in a time, what brought most first. */
    public List<Campaign> report(LocalDate from, LocalDate until) {
        return transactions.required(() -> {
            Lines lines = new Lines();
            contacts(from, until).forEach((source, count) -> lines.of(source).contacts = count);
            deals.made(from, until).forEach(deal -> lines.of(deal.source()).opportunities++);
            deals.closed(from, until).stream()
                    .filter(deal -> deal.kind() == StageKind.WON)
                    .forEach(deal -> {
                        Line line = lines.of(deal.source());
                        line.won++;
                        line.wonValue = line.wonValue.add(deal.value());
                    });
            invoiced(from, until).forEach((source, sum) -> lines.of(source).invoiced = sum);
            costs.list(from, until)
                    .forEach(cost -> lines.of(cost.source()).cost =
                            lines.of(cost.source()).cost.add(share(cost, from, until)));
            return lines.all.values().stream()
                    .map(Line::campaign)
                    .sorted(Comparator.comparing(Campaign::invoiced)
                            .thenComparing(Campaign::wonValue)
                            .reversed()
                            .thenComparing(campaign -> Objects.requireNonNullElse(campaign.source(), "")))
                    .toList();
        });
    }

    /** Sources written in another case are one. */
    private static final class Lines {

        private final Map<String, Line> all = new TreeMap<>();

        Line of(@Nullable String source) {
            String key = source == null ? "" : source.strip().toLowerCase(Locale.ROOT);
            return all.computeIfAbsent(key, any -> new Line(key.isEmpty() ? null : source));
        }
    }

    private static final class Line {

        private final @Nullable String source;
        private long contacts;
        private int opportunities;
        private int won;
        private BigDecimal wonValue = Sums.ZERO;
        private BigDecimal invoiced = Sums.ZERO;
        private BigDecimal cost = Sums.ZERO;

        Line(@Nullable String source) {
            this.source = source;
        }

        Campaign campaign() {
            @Nullable
            BigDecimal returned = cost.signum() == 0
                    ? null
                    : invoiced.subtract(cost).multiply(HUNDRED).divide(cost, 1, RoundingMode.HALF_UP);
            return new Campaign(source, contacts, opportunities, won, wonValue, invoiced, cost, returned);
        }
    }

    private Map<String, Long> contacts(LocalDate from, LocalDate until) {
        Organization organization = organizations.current();
        Map<String, Long> found = new HashMap<>();
        sql.query(
                        "select coalesce(c.source, '') as source, count(*) as n from crm.contact c"
                                + " where c.organization_id = {org} and c.archived_at is null"
                                + " and c.created_at >= ? and c.created_at < ? group by coalesce(c.source, '')",
                        row -> Map.entry(row.getString("source"), row.getLong("n")),
                        from.atStartOfDay(organization.zone()).toInstant(),
                        until.plusDays(1).atStartOfDay(organization.zone()).toInstant())
                .forEach(entry -> found.merge(entry.getKey(), entry.getValue(), Long::sum));
        return merged(found, Long::sum);
    }

    private Map<String, BigDecimal> invoiced(LocalDate from, LocalDate until) {
        Map<String, BigDecimal> found = new HashMap<>();
        sql.query(
                        "select coalesce(c.source, '') as source, sum(i.worth) as worth from crm.customer_invoice i"
                                + " join crm.contact c on c.organization_id = i.organization_id and c.id = i.contact_id"
                                + " where i.organization_id = {org} and i.sold_on >= ? and i.sold_on <= ?"
                                + " and i.currency = ? group by coalesce(c.source, '')",
                        row -> Map.entry(row.getString("source"), row.getBigDecimal("worth")),
                        from,
                        until,
                        organizations.current().currency())
                .forEach(entry -> found.merge(entry.getKey(), entry.getValue(), BigDecimal::add));
        return merged(found, BigDecimal::add);
    }

    /** Under the spelling met first, those that differ in their case only. */
    private static <T> Map<String, T> merged(Map<String, T> found, java.util.function.BinaryOperator<T> add) {
        Map<String, T> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        new TreeMap<>(found).forEach((source, value) -> merged.merge(source.strip(), value, add));
        return merged;
    }

    private static BigDecimal share(CampaignCost cost, LocalDate from, LocalDate until) {
        LocalDate begin = cost.from().isBefore(from) ? from : cost.from();
        LocalDate end = cost.until().isAfter(until) ? until : cost.until();
        long days = ChronoUnit.DAYS.between(begin, end) + 1;
        long all = ChronoUnit.DAYS.between(cost.from(), cost.until()) + 1;
        return cost.amount()
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
    }

    /** The sources people have written so far, for suggestions. */
    Set<String> sources() {
        Set<String> all = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(sql.query(
                "select distinct c.source from crm.contact c where c.organization_id = {org} and c.source is not null"
                        + " fetch first 100 rows only",
                row -> row.getString("source")));
        all.addAll(sql.query(
                "select distinct o.origin from crm.opportunity o where o.organization_id = {org} and o.origin is not null"
                        + " fetch first 100 rows only",
                row -> row.getString("origin")));
        return all;
    }
}
