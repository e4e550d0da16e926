package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A part of the clients, oldest first. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClientList(
        @JsonProperty("clientes") List<Client> clients, @Schema(description = "Cuántos hay en total.") long total) {
    public ClientList {
        clients = List.copyOf(clients);
    }
}
