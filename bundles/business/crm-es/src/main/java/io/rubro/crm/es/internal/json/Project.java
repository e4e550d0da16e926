package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An opportunity as {@code /api/clientes} answers it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Project(
        Id id,
        @JsonProperty("cliente_id") Id clientId,
        @JsonProperty("nombre_proyecto") String title,
        @JsonProperty("descripcion") @Nullable String description,
        @JsonProperty("monto_estimado") double value,
        @Schema(allowableValues = {"inicial", "contacto", "propuesta", "negociacion", "ganada", "perdida"})
                @JsonProperty("estado")
                String stage,
        @JsonProperty("probabilidad") int probability,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_creacion") String createdAt,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_cierre_esperada") @Nullable
                String expectedClose) {}
