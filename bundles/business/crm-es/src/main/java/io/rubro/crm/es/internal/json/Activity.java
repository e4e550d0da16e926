package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An activity as it is answered. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Activity(
        Id id,
        @JsonProperty("cliente_id") Id clientId,
        @Schema(allowableValues = {"venta", "pago", "llamada", "email", "reunion", "tarea", "nota", "whatsapp"})
                @JsonProperty("tipo")
                String type,
        @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") @Nullable String description,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha") String at,
        @Schema(description = "«Sistema» en lo que anota la facturación.") @JsonProperty("responsable") @Nullable
                String responsible,
        @JsonProperty("completada") boolean done,
        @Schema(description = "De las ventas y pagos que anota la facturación.") @JsonProperty("monto") @Nullable
                Double amount,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_creacion")
                String createdAt) {}
