package io.rubro.crm.segments;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group of contacts; archived contacts belong to none. */
public record Segment(
        Id id,
        String name,
        @Nullable String description,
        SegmentKind kind,
        Match match,
        List<Condition> conditions,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    public Segment {
        conditions = List.copyOf(conditions);
    }
}
