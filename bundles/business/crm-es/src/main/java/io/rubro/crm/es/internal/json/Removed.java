package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;

/** What became of a client that was deleted. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Removed(Id id, @JsonProperty("mensaje") String message) {}
