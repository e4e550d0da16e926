package io.rubro.billing.internal.documents.rest;

import io.rubro.billing.internal.documents.model.DocumentDraft;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.rest.InvoiceRequest.CustomerRequest;
import io.rubro.billing.internal.rest.InvoiceRequest.LineRequest;
import io.rubro.billing.internal.rest.InvoiceRequest.TermsRequest;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a document is to say. The rules of business are the service's; here is only what every request must have. */
public record DocumentRequest(
        @NotNull DocumentKind kind,
        @Nullable String series,
        @Nullable LocalDate date,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate deliveryDate,
        @NotNull @Valid CustomerRequest customer,
        @Nullable @Valid TermsRequest terms,
        @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid DocumentLineRequest> lines,
        @Nullable @Size(max = 1000) String notes) {

    /**
     * One line.
     *
     * @param id the line of the document that it replaces; absent for a new one
     */
    public record DocumentLineRequest(
            @Nullable Id id,
            @NotBlank @Size(max = 500) String description,
            @NotNull BigDecimal quantity,
            @NotNull BigDecimal unitPrice,
            @Nullable BigDecimal discountPercent,
            @Nullable BigDecimal taxRate,
            @Nullable @Size(max = 12) String taxCode) {

        DocumentDraft.Line toLine() {
            return new DocumentDraft.Line(
                    id, new LineRequest(description, quantity, unitPrice, discountPercent, taxRate, taxCode).toDraft());
        }
    }

    DocumentDraft toDraft() {
        return new DocumentDraft(
                kind,
                series,
                date,
                validUntil,
                deliveryDate,
                customer.toDraft(),
                terms == null ? null : terms.toTerms(),
                lines.stream().map(DocumentLineRequest::toLine).toList(),
                notes);
    }
}
