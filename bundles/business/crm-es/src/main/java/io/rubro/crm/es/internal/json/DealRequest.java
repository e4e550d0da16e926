package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** An opportunity as it is sent to {@code /api/crm}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DealRequest(
        @NotNull @Schema(example = "Contrato anual de mantenimiento") @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") @Nullable String description,
        @Schema(
                        defaultValue = "inicial",
                        allowableValues = {"inicial", "contacto", "propuesta", "negociacion", "ganada", "perdida"})
                @JsonProperty("estado")
                @Nullable
                String stage,
        @Schema(types = "number", type = "number", example = "5000.0") @JsonProperty("valor_estimado") @Nullable
                BigDecimal value,
        @Schema(types = "number", type = "number", minimum = "0", maximum = "100", example = "75")
                @JsonProperty("probabilidad_cierre")
                @Nullable
                BigDecimal probability,
        @JsonAlias("fecha_cierre_estimada")
                @Schema(format = "date-time", example = "2025-12-22T10:30:00")
                @JsonProperty("fecha_cierre_esperada")
                @Nullable
                String expectedClose) {}
