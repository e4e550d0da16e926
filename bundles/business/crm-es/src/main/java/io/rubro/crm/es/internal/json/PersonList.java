package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The people of a client, the main one first. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PersonList(@JsonProperty("contactos") List<Person> people, long total) {
    public PersonList {
        people = List.copyOf(people);
    }
}
