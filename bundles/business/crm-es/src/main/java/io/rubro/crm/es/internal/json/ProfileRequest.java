package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A client as it is sent to {@code /api/clientes}. Figures that are computed are ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProfileRequest(
        @NotNull @Schema(example = "Empresa XYZ") @JsonProperty("nombre") String name,
        @NotNull @Schema(example = "info@xyz.com") String email,
        @NotNull @Schema(example = "+34 91 123 4567") @JsonProperty("telefono") String phone,
        @NotNull @Schema(example = "Calle Principal 123, Madrid") @JsonProperty("direccion") String address,
        @NotNull
                @Schema(
                        description = "Se comprueba; si no es válido se guarda igualmente, marcado como no comprobado.",
                        example = "B12345674")
                @JsonProperty("cif")
                String taxId,
        @Schema(example = "manufacturing") @Nullable String sector,
        @JsonAlias("tamano_empresa")
                @Schema(allowableValues = {"pequeña", "mediana", "grande"})
                @JsonProperty("tamaño_empresa")
                @Nullable
                String size,
        @Schema(
                        defaultValue = "prospecto",
                        allowableValues = {"prospecto", "activo", "inactivo", "bloqueado"})
                @JsonProperty("estado")
                @Nullable
                String status) {}
