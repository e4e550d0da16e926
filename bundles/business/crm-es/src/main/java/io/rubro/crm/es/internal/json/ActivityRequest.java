package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** An activity as it is sent. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ActivityRequest(
        @NotNull
                @Schema(allowableValues = {"venta", "pago", "llamada", "email", "reunion", "tarea", "nota", "whatsapp"})
                @JsonProperty("tipo")
                String type,
        @NotNull @Schema(example = "Factura #FAC-2025-001") @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") @Nullable String description,
        @Schema(
                        format = "date-time",
                        description = "Sin zona horaria se entiende en la de la organización; si falta, ahora.",
                        example = "2025-12-22T10:30:00")
                @JsonProperty("fecha")
                @Nullable
                String at,
        @JsonProperty("responsable") @Nullable String responsible,
        @Schema(defaultValue = "false") @JsonProperty("completada") @Nullable Boolean done) {}
