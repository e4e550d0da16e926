package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A person to talk to at a client, as it is sent. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PersonRequest(
        @NotNull @Schema(example = "María López") @JsonProperty("nombre") String name,
        @Schema(example = "Contable") @JsonProperty("rol") @Nullable String role,
        @Nullable String email,
        @JsonProperty("telefono") @Nullable String phone,
        @Schema(defaultValue = "false") @JsonProperty("principal") @Nullable Boolean main) {}
