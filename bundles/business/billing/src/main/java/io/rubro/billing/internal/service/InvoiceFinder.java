package io.rubro.billing.internal.service;

import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.Invoices;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invoices in the search over everything: by how the number begins, then by the customer, the latest first. */
@Component
public final class InvoiceFinder implements SearchProvider {

    private final Invoices invoices;

    /** Called by the component runtime. */
    @Activate
    public InvoiceFinder(@Reference Invoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public String permission() {
        return "billing.invoice.read";
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        Map<Id, InvoiceSummary> found = new LinkedHashMap<>();
        add(found, new InvoiceFilter(null, null, text, null, null, false), limit);
        if (found.size() < limit) {
            add(found, new InvoiceFilter(null, text, null, null, null, false), limit);
        }
        return found.values().stream().limit(limit).map(InvoiceFinder::hit).toList();
    }

    private void add(Map<Id, InvoiceSummary> found, InvoiceFilter filter, int limit) {
        invoices.list(filter, new PageRequest(limit, null, null))
                .items()
                .forEach(invoice -> found.putIfAbsent(invoice.id(), invoice));
    }

    private static SearchHit hit(InvoiceSummary invoice) {
        @Nullable String number = invoice.number();
        String customer = invoice.customer().name();
        String total = invoice.total().toPlainString() + " " + invoice.currency();
        return new SearchHit(
                number == null ? "file-pen" : "file-text",
                number == null ? customer : number,
                number == null ? total : customer + " · " + total,
                "invoices/" + invoice.id());
    }
}
