package io.rubro.billing.internal.documents.rest;

import io.rubro.billing.internal.documents.model.Chain;
import io.rubro.billing.internal.documents.service.Documents;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.Caller;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may see of a chain. */
final class Chains {

    static final String INVOICE_READ = "billing.invoice.read";

    private Chains() {}

    static Chain visible(Chain chain) {
        boolean documents = Caller.current().may(Documents.READ);
        boolean invoices = Caller.current().may(INVOICE_READ);
        Set<Id> hidden = chain.steps().stream()
                .filter(step -> step.invoice() ? !invoices : !documents)
                .map(Chain.Step::id)
                .collect(Collectors.toSet());
        return new Chain(
                chain.steps().stream()
                        .filter(step -> !hidden.contains(step.id()))
                        .toList(),
                chain.links().stream()
                        .filter(link -> !hidden.contains(link.from()) && !hidden.contains(link.to()))
                        .toList());
    }
}
