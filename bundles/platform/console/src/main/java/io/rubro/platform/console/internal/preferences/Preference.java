package io.rubro.platform.console.internal.preferences;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.platform.rest.Versioned;

/** What a user has arranged under a name: any JSON. */
public record Preference(@JsonValue JsonNode value, @JsonIgnore long version) implements Versioned {}
