package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A client as {@code /api/crm} answers it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Client(
        Id id,
        @JsonProperty("nombre_completo") String name,
        @Nullable String email,
        @JsonProperty("telefono") @Nullable String phone,
        @JsonProperty("cif_nif") @Nullable String taxId,
        @Schema(allowableValues = {"empresa", "particular"}) @JsonProperty("tipo_cliente") String kind,
        @Schema(allowableValues = {"prospecto", "activo", "inactivo", "bloqueado"}) @JsonProperty("estado")
                String status,
        @JsonProperty("direccion") @Nullable String address,
        @JsonProperty("codigo_postal") @Nullable String postalCode,
        @JsonProperty("ciudad") @Nullable String city,
        @JsonProperty("pais") @Nullable String country,
        @Nullable String sector,
        @JsonProperty("notas") @Nullable String notes,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_creacion") String createdAt,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_actualizacion")
                String updatedAt) {}
