package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An invoice as it is sent. Its number is given here: one that is sent is ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InvoiceRequest(
        @JsonAlias("cliente_crm_id") @JsonProperty("cliente_id") @Nullable String clientId,
        @Size(max = 1000) @Nullable List<@NotNull @Valid InvoiceItem> items,
        @Schema(
                        types = "number",
                        type = "number",
                        description = "Se comprueba; sin items, lo que se factura.",
                        example = "500.0")
                @Nullable
                BigDecimal total,
        @JsonProperty("descripcion") @Nullable String description,
        @Schema(types = "number", type = "number", description = "Si falta, el tipo general.")
                @JsonProperty("tipo_iva")
                @Nullable
                BigDecimal taxRate,
        @Schema(defaultValue = "true") @JsonProperty("precios_con_iva") @Nullable Boolean withTax,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_vencimiento") @Nullable
                String dueDate) {}
