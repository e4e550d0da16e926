package io.rubro.crm.es.internal.service;

import io.rubro.crm.customers.Customers;
import io.rubro.crm.customers.Customers.Figures;
import io.rubro.crm.es.internal.json.ClientList;
import io.rubro.crm.es.internal.json.Summary;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.platform.organizations.Organizations;
import java.math.BigDecimal;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All clients: listed, and in figures. */
@Component(service = Overview.class)
public final class Overview {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Customers customers;
    private final Deals deals;
    private final Sheets sheets;
    private final Organizations organizations;

    @Activate
    public Overview(
            @Reference Customers customers,
            @Reference Deals deals,
            @Reference Sheets sheets,
            @Reference Organizations organizations) {
        this.customers = customers;
        this.deals = deals;
        this.sheets = sheets;
        this.organizations = organizations;
    }

    /** A part of the clients, oldest first, with how many there are in all. */
    public ClientList list(int skip, int limit) {
        return new ClientList(
                customers.slice(skip, limit).stream().map(sheets::client).toList(),
                customers.figures().total());
    }

    /** The clients in figures; opportunities count that are in the organisation's own currency. */
    public Summary summary() {
        Figures figures = customers.figures();
        String currency = organizations.current().currency();
        List<Opportunity> open = deals.open().stream()
                .filter(opportunity -> opportunity.currency().equals(currency))
                .toList();
        BigDecimal value = open.stream().map(Opportunity::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal weighted = open.stream()
                .map(opportunity -> opportunity.value().multiply(BigDecimal.valueOf(opportunity.probability())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(HUNDRED);
        return new Summary(
                figures.total(),
                figures.active(),
                figures.prospects(),
                figures.pendingInteractions(),
                open.size(),
                Money.write(value),
                Money.write(Money.cents(weighted)),
                currency);
    }
}
