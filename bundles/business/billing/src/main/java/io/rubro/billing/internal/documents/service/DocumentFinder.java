package io.rubro.billing.internal.documents.service;

import io.rubro.billing.internal.documents.model.DocumentFilter;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentSummary;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Documents in the search over everything: by how the number begins, then by the customer, the latest first. */
@Component
public final class DocumentFinder implements SearchProvider {

    private final Documents documents;

    /** Called by the component runtime. */
    @Activate
    public DocumentFinder(@Reference Documents documents) {
        this.documents = documents;
    }

    @Override
    public String permission() {
        return Documents.READ;
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        Map<Id, DocumentSummary> found = new LinkedHashMap<>();
        add(found, DocumentFilter.numbered(text), limit);
        if (found.size() < limit) {
            add(found, DocumentFilter.ofCustomer(text), limit);
        }
        return found.values().stream().limit(limit).map(DocumentFinder::hit).toList();
    }

    private void add(Map<Id, DocumentSummary> found, DocumentFilter filter, int limit) {
        documents
                .list(filter, new PageRequest(limit, null, null))
                .items()
                .forEach(document -> found.putIfAbsent(document.id(), document));
    }

    private static SearchHit hit(DocumentSummary document) {
        String number = document.number();
        String customer = document.customer().name();
        String total = document.total().toPlainString() + " " + document.currency();
        return new SearchHit(
                icon(document.kind()),
                number == null ? customer : number,
                number == null ? total : customer + " · " + total,
                "documents/" + document.id());
    }

    private static String icon(DocumentKind kind) {
        return switch (kind) {
            case QUOTE -> "file-text";
            case ORDER -> "clipboard-list";
            case DELIVERY_NOTE -> "truck";
            case PROFORMA -> "receipt-text";
        };
    }
}
