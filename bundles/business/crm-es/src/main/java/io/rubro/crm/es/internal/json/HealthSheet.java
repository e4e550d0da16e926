package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How things stand with a client, computed from its invoices and payments. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HealthSheet(
        Id id,
        @JsonProperty("cliente_id") Id clientId,
        @JsonProperty("dias_para_pagar_promedio") @Nullable Integer daysToPay,
        @Schema(description = "Porcentaje de facturas pagadas a tiempo.")
                @JsonProperty("historial_pagos_a_tiempo")
                @Nullable
                Double onTime,
        @JsonProperty("monto_promedio_factura") @Nullable Double meanInvoice,
        @JsonProperty("frecuencia_compra_dias") @Nullable Integer frequency,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("ultima_factura_date") @Nullable
                String lastInvoice,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00")
                @JsonProperty("proxima_factura_esperada")
                @Nullable
                String nextInvoice,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("ultimo_pago") @Nullable
                String lastPayment,
        @Schema(description = "De 0 a 100.") @JsonProperty("riesgo_perdida_score") @Nullable Integer churn,
        @Schema(allowableValues = {"bajo", "medio", "alto"}) @JsonProperty("riesgo_impago") String risk,
        @Schema(allowableValues = {"bajo", "medio", "alto"}) @JsonProperty("potencial_crecimiento") String growth,
        @Schema(description = "Entre el 5 % más valioso.") @JsonProperty("cliente_top") boolean top,
        @JsonProperty("ltv") double lifetimeValue,
        @JsonProperty("facturas_totales") int invoices,
        @JsonProperty("facturas_impagadas") int unpaid,
        @JsonProperty("saldo_pendiente") double balance,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("ultima_actualizacion")
                String asOf) {}
