package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of a client. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FullProfile(
        @JsonProperty("cliente") Profile client,
        @JsonProperty("contactos") List<Person> people,
        @Schema(description = "Las diez últimas.") @JsonProperty("actividades") List<Activity> activities,
        @Schema(description = "Las abiertas.") @JsonProperty("oportunidades") List<Project> projects,
        @Schema(description = "null si nunca se le facturó.") @JsonProperty("salud") @Nullable HealthSheet health) {
    public FullProfile {
        people = List.copyOf(people);
        activities = List.copyOf(activities);
        projects = List.copyOf(projects);
    }
}
