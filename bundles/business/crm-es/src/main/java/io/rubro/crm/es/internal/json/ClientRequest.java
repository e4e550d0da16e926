package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A client as it is sent to {@code /api/crm}. In a change, what is absent stays as it is and an empty text clears it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClientRequest(
        @Schema(example = "Acme Corporation") @JsonProperty("nombre_completo") @Nullable String name,
        @Schema(example = "contact@acme.com") @Nullable String email,
        @Schema(example = "+34 91 123 4567") @JsonProperty("telefono") @Nullable String phone,
        @Schema(
                        description = "Se comprueba; si no es válido se guarda igualmente, marcado como no comprobado.",
                        example = "B12345674")
                @JsonProperty("cif_nif")
                @Nullable
                String taxId,
        @Schema(
                        defaultValue = "empresa",
                        allowableValues = {"empresa", "particular"})
                @JsonProperty("tipo_cliente")
                @Nullable
                String kind,
        @Schema(
                        defaultValue = "prospecto",
                        allowableValues = {"prospecto", "activo", "inactivo", "bloqueado"})
                @JsonProperty("estado")
                @Nullable
                String status,
        @JsonProperty("direccion") @Nullable String address,
        @JsonProperty("codigo_postal") @Nullable String postalCode,
        @JsonProperty("ciudad") @Nullable String city,
        @Schema(description = "Código ISO de dos letras.", example = "ES") @JsonProperty("pais") @Nullable
                String country,
        @Nullable String sector,
        @JsonProperty("notas") @Nullable String notes) {}
