package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** An opportunity as it is sent to {@code /api/clientes}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProjectRequest(
        @NotNull @Schema(example = "Transformación digital") @JsonProperty("nombre_proyecto") String title,
        @JsonProperty("descripcion") @Nullable String description,
        @NotNull @Schema(types = "number", type = "number", example = "5000.0") @JsonProperty("monto_estimado")
                BigDecimal value,
        @NotNull
                @Schema(allowableValues = {"inicial", "contacto", "propuesta", "negociacion", "ganada", "perdida"})
                @JsonProperty("estado")
                String stage,
        @Schema(types = "number", type = "number", minimum = "0", maximum = "100", defaultValue = "30")
                @JsonProperty("probabilidad")
                @Nullable
                BigDecimal probability,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_cierre_esperada") @Nullable
                String expectedClose) {}
