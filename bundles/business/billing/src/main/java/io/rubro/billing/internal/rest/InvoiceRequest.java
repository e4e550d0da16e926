package io.rubro.billing.internal.rest;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What an invoice is to say. The rules of business are the service's; here is only what every request must have. */
public record InvoiceRequest(
        @Nullable InvoiceKind kind,
        @Nullable String series,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @NotNull @Valid CustomerRequest customer,
        @Nullable @Valid TermsRequest terms,
        @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid LineRequest> lines,
        @Nullable @Valid CorrectionRequest correction,
        @Nullable @Size(max = 1000) List<@NotNull @Valid ReferenceRequest> replaces,
        @Nullable @Size(max = 1000) String notes) {

    /** A contact of the CRM, or the data themselves. */
    public record CustomerRequest(
            @Nullable Id contactId,
            @Nullable @Size(max = 200) String name,
            @Nullable @Size(max = 40) String taxId,
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 300) String address,
            @Nullable @Size(max = 2) String country) {

        /** As the service takes it. */
        public CustomerDraft toDraft() {
            return new CustomerDraft(contactId, name, taxId, email, address, country);
        }
    }

    /** What holds for all lines; what is absent is as in {@link InvoiceTerms#PLAIN}. */
    public record TermsRequest(
            @Nullable Boolean pricesIncludeTax,
            @Nullable BigDecimal discountPercent,
            @Nullable Boolean surcharge,
            @Nullable BigDecimal withholdingRate,
            @Nullable LocalDate operationDate) {

        /** As the service takes it. */
        public InvoiceTerms toTerms() {
            return new InvoiceTerms(
                    pricesIncludeTax != null && pricesIncludeTax,
                    discountPercent == null ? BigDecimal.ZERO : discountPercent,
                    surcharge != null && surcharge,
                    withholdingRate == null ? BigDecimal.ZERO : withholdingRate,
                    operationDate);
        }
    }

    /** One line. */
    public record LineRequest(
            @NotBlank @Size(max = 500) String description,
            @NotNull BigDecimal quantity,
            @NotNull BigDecimal unitPrice,
            @Nullable BigDecimal discountPercent,
            @Nullable BigDecimal taxRate,
            @Nullable @Size(max = 12) String taxCode) {

        /** As the service takes it. */
        public LineDraft toDraft() {
            return new LineDraft(description, quantity, unitPrice, discountPercent, taxRate, taxCode);
        }
    }

    /** An earlier invoice: of the organisation's own by its id, another by number and date. */
    public record ReferenceRequest(
            @Nullable Id invoiceId, @Nullable @Size(max = 60) String number, @Nullable LocalDate issueDate) {

        InvoiceReference toReference() {
            return new InvoiceReference(invoiceId, number, issueDate);
        }
    }

    /** What a credit or debit note corrects. */
    public record CorrectionRequest(
            @NotNull CorrectionMethod method,
            @NotNull CorrectionReason reason,
            @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid ReferenceRequest> invoices,
            @Nullable BigDecimal base,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal surcharge) {

        Correction toCorrection() {
            return new Correction(
                    method,
                    reason,
                    invoices.stream().map(ReferenceRequest::toReference).toList(),
                    base,
                    tax,
                    surcharge);
        }
    }

    InvoiceDraft toDraft() {
        return new InvoiceDraft(
                kind,
                series,
                issueDate,
                dueDate,
                customer.toDraft(),
                terms == null ? null : terms.toTerms(),
                lines.stream().map(LineRequest::toDraft).toList(),
                correction == null ? null : correction.toCorrection(),
                replaces == null
                        ? List.of()
                        : replaces.stream().map(ReferenceRequest::toReference).toList(),
                notes);
    }
}
