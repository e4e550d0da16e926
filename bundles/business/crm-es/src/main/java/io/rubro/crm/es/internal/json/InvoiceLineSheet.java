package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** One line of an issued invoice. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InvoiceLineSheet(
        @JsonProperty("descripcion") String description,
        @JsonProperty("cantidad") double quantity,
        @JsonProperty("precio") double price) {}
