package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The opportunities of a client. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DealList(@JsonProperty("oportunidades") List<Deal> deals, long total) {
    public DealList {
        deals = List.copyOf(deals);
    }
}
