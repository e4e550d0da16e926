package io.rubro.crm.es.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A part of the activities of a client, newest first. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ActivityList(@JsonProperty("actividades") List<Activity> activities, long total) {
    public ActivityList {
        activities = List.copyOf(activities);
    }
}
