package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An opportunity as {@code /api/crm} answers it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Deal(
        Id id,
        @JsonProperty("cliente_id") Id clientId,
        @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") @Nullable String description,
        @Schema(allowableValues = {"inicial", "contacto", "propuesta", "negociacion", "ganada", "perdida"})
                @JsonProperty("estado")
                String stage,
        @JsonProperty("valor_estimado") double value,
        @JsonProperty("probabilidad_cierre") int probability,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_cierre_esperada") @Nullable
                String expectedClose,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_creacion") String createdAt,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_actualizacion")
                String updatedAt) {}
