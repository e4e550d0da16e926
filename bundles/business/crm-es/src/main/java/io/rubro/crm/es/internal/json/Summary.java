package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** The customers in figures. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Summary(
        @JsonProperty("total_clientes") long clients,
        @JsonProperty("clientes_activos") long active,
        @JsonProperty("clientes_prospectos") long prospects,
        @JsonProperty("actividades_pendientes") long pending,
        @JsonProperty("oportunidades_abiertas") long open,
        @Schema(description = "Lo que suman las oportunidades abiertas, en la moneda de la organización.")
                @JsonProperty("valor_pipeline")
                double value,
        @Schema(description = "Lo mismo, cada una por su probabilidad.") @JsonProperty("valor_ponderado")
                double weighted,
        @JsonProperty("moneda") String currency) {}
