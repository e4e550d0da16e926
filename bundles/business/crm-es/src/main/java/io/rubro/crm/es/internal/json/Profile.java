package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A client as {@code /api/clientes} answers it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Profile(
        Id id,
        @JsonProperty("nombre") String name,
        @Nullable String email,
        @JsonProperty("telefono") @Nullable String phone,
        @JsonProperty("direccion") @Nullable String address,
        @JsonProperty("cif") @Nullable String taxId,
        @Nullable String sector,
        @Schema(allowableValues = {"pequeña", "mediana", "grande"}) @JsonProperty("tamaño_empresa") @Nullable
                String size,
        @Schema(allowableValues = {"prospecto", "activo", "inactivo", "bloqueado"}) @JsonProperty("estado")
                String status,
        @Schema(description = "Lo facturado en total.") @JsonProperty("ltv") double lifetimeValue,
        @Schema(allowableValues = {"bajo", "medio", "alto"}) @JsonProperty("riesgo_impago") String risk,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_primera_factura") @Nullable
                String firstInvoice,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_creacion")
                String createdAt) {}
