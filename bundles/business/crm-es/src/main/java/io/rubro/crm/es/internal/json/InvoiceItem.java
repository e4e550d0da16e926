package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** One line of an invoice. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InvoiceItem(
        @NotNull @Schema(example = "Servicio A") @JsonProperty("descripcion") String description,
        @Schema(types = "number", type = "number", defaultValue = "1") @JsonProperty("cantidad") @Nullable
                BigDecimal quantity,
        @NotNull @Schema(types = "number", type = "number", example = "5000.0") @JsonProperty("precio")
                BigDecimal price) {}
