package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person to talk to at a client, as it is answered. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Person(
        Id id,
        @JsonProperty("cliente_id") Id clientId,
        @JsonProperty("nombre") String name,
        @JsonProperty("rol") @Nullable String role,
        @Nullable String email,
        @JsonProperty("telefono") @Nullable String phone,
        @JsonProperty("principal") boolean main,
        @Schema(format = "date-time", example = "2025-12-22T10:30:00") @JsonProperty("fecha_creacion")
                String createdAt) {}
