package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issued invoice. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InvoiceSheet(
        Id id,
        @JsonProperty("numero") String number,
        @JsonProperty("cliente_id") Id clientId,
        @JsonProperty("cliente_crm_id") Id crmClientId,
        @JsonProperty("cliente_nombre") String clientName,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha") String date,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_vencimiento") @Nullable
                String dueDate,
        List<InvoiceLineSheet> items,
        double base,
        @JsonProperty("iva") double tax,
        double total,
        @JsonProperty("moneda") String currency,
        @Schema(allowableValues = {"emitida"}) @JsonProperty("estado") String status) {
    public InvoiceSheet {
        items = List.copyOf(items);
    }
}
