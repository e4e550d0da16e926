package io.rubro.billing.internal.rest;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceDraft;
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
        @Nullable String series,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @NotNull @Valid CustomerRequest customer,
        @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid LineRequest> lines,
        @Nullable @Size(max = 1000) String notes) {

    /** A contact of the CRM, or the data themselves. */
    public record CustomerRequest(
            @Nullable Id contactId,
            @Nullable @Size(max = 200) String name,
            @Nullable @Size(max = 40) String taxId,
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 300) String address,
            @Nullable @Size(max = 2) String country) {

        CustomerDraft toDraft() {
            return new CustomerDraft(contactId, name, taxId, email, address, country);
        }
    }

    /** One line. */
    public record LineRequest(
            @NotBlank @Size(max = 500) String description,
            @NotNull BigDecimal quantity,
            @NotNull BigDecimal unitPrice,
            @Nullable BigDecimal discountPercent,
            @NotNull BigDecimal taxRate) {

        LineDraft toDraft() {
            return new LineDraft(description, quantity, unitPrice, discountPercent, taxRate);
        }
    }

    InvoiceDraft toDraft() {
        return new InvoiceDraft(
                series,
                issueDate,
                dueDate,
                customer.toDraft(),
                lines.stream().map(LineRequest::toDraft).toList(),
                notes);
    }
}
