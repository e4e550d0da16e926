package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.TaxTreatment;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import io.rubro.billing.internal.vatbooks.VatReturns.Period;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The yearly declaration of operations with third parties (RD 1065/2007, articles 31 to 35): those in the country with
 * whom more than 3,005.06 € was turned over, tax included, sales and purchases apart. What is declared elsewhere is not in
 * it: invoices with income tax withheld, and those from and to other countries.
 */
@Component(service = ThirdParties.class)
public final class ThirdParties {

    /** More than this, in whatever direction, is declared. */
    static final BigDecimal THRESHOLD = new BigDecimal("3005.06");

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private final Transactions transactions;
    private final IssuedBook issued;
    private final Suppliers suppliers;
    private final VatReturns returns;

    /** Called by the component runtime. */
    @Activate
    public ThirdParties(
            @Reference Transactions transactions,
            @Reference IssuedBook issued,
            @Reference Suppliers suppliers,
            @Reference VatReturns returns) {
        this.transactions = transactions;
        this.issued = issued;
        this.suppliers = suppliers;
        this.returns = returns;
    }

    /**
     * A declared party.
     *
     * @param key {@code A} what we bought, {@code B} what we sold
     * @param quarters the amounts of the four quarters, tax included
     * @param documents behind the figures, in order
     */
    public record Party(
            String key,
            String taxId,
            String name,
            BigDecimal total,
            List<BigDecimal> quarters,
            List<Document> documents) {
        public Party {
            quarters = List.copyOf(quarters);
            documents = List.copyOf(documents);
        }
    }

    /** A document of a declared party. */
    public record Document(boolean issued, Id id, String number, LocalDate date, BigDecimal amount) {}

    private record Entry(String key, String taxId, String name, Document document) {}

    /** The parties to be declared for a year, sales first, those with most first. */
    List<Party> declared(int year) {
        return transactions.required(() -> {
            returns.requireSpain();
            Period period = Period.of(year, null);
            List<Entry> entries = sales(period);
            entries.addAll(purchases(period));
            Map<String, List<Entry>> parties = new TreeMap<>();
            entries.forEach(entry -> parties.computeIfAbsent(entry.key + entry.taxId, k -> new ArrayList<>())
                    .add(entry));
            return parties.values().stream()
                    .map(ThirdParties::party)
                    .filter(party -> party.total().abs().compareTo(THRESHOLD) > 0)
                    .sorted(Comparator.comparing(Party::key)
                            .reversed()
                            .thenComparing(Comparator.comparing(Party::total).reversed()))
                    .toList();
        });
    }

    private static Party party(List<Entry> entries) {
        Entry last = entries.get(entries.size() - 1);
        List<BigDecimal> quarters = new ArrayList<>(List.of(ZERO, ZERO, ZERO, ZERO));
        for (Entry entry : entries) {
            int quarter = entry.document.date.get(IsoFields.QUARTER_OF_YEAR) - 1;
            quarters.set(quarter, quarters.get(quarter).add(entry.document.amount));
        }
        BigDecimal total = quarters.stream().reduce(ZERO, BigDecimal::add);
        return new Party(
                last.key,
                last.taxId,
                last.name,
                total,
                quarters,
                entries.stream().map(Entry::document).toList());
    }

    /** A complete invoice that replaces tickets names whom they were for, so here it counts and the tickets do not. */
    private List<Entry> sales(Period period) {
        List<Entry> entries = new ArrayList<>();
        Map<Id, BigDecimal> amounts = new TreeMap<>();
        Set<Id> seen = new HashSet<>();
        List<IssuedLine> lines = issued.lines(period.from(), period.to()).stream()
                .filter(ThirdParties::isDeclared)
                .toList();
        for (IssuedLine line : lines) {
            BigDecimal amount = line.netBase().add(line.netTax()).add(line.netSurcharge());
            amounts.merge(line.invoiceId(), amount, BigDecimal::add);
        }
        for (IssuedLine line : lines) {
            if (seen.add(line.invoiceId())) {
                entries.add(new Entry(
                        "B",
                        String.valueOf(line.customerTaxId()),
                        line.customerName(),
                        new Document(
                                true,
                                line.invoiceId(),
                                line.number(),
                                line.date(),
                                amounts.getOrDefault(line.invoiceId(), ZERO))));
            }
        }
        return entries;
    }

    private static boolean isDeclared(IssuedLine line) {
        String country = line.customerCountry();
        boolean abroad = (country != null && !country.equals("ES"))
                || "E2".equals(line.cause())
                || "E3".equals(line.cause())
                || "E5".equals(line.cause());
        return line.status() == io.rubro.billing.InvoiceStatus.ISSUED
                && line.customerTaxId() != null
                && !abroad
                && line.withheld().signum() == 0
                && line.treatment() != TaxTreatment.NOT_SUBJECT_BY_PLACE;
    }

    private List<Entry> purchases(Period period) {
        List<Entry> entries = new ArrayList<>();
        for (SupplierInvoice invoice : suppliers.received(period.from(), period.to())) {
            boolean here = invoice.supplierCountry().equals("ES")
                    && (invoice.operation() == Operation.INTERIOR || invoice.operation() == Operation.REVERSE_CHARGE);
            if (here && invoice.withheld().signum() == 0) {
                entries.add(new Entry(
                        "A",
                        invoice.supplierTaxId(),
                        invoice.supplierName(),
                        new Document(false, invoice.id(), invoice.number(), invoice.receivedOn(), invoice.total())));
            }
        }
        return entries;
    }
}
