package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way a sale goes, step by step.
 *
 * @param stages in their order: at least one open, exactly one won and one lost, these at the end
 * @param standard whether opportunities go there that name none; exactly one pipeline of an organisation is
 * @param archivedAt when it was put away; null if in use
 */
public record Pipeline(
        Id id, String name, List<Stage> stages, boolean standard, @Nullable Instant archivedAt, long version)
        implements Versioned {

    public Pipeline {
        stages = List.copyOf(stages);
    }
}
