package io.rubro.platform.console.internal.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its reader sees it.
 *
 * @param module who sent it
 * @param severity {@code info}, {@code success}, {@code warning} or {@code error}
 * @param text in the reader's language
 * @param path the page to look at, within the pages of the module
 */
public record NotificationView(
        Id id,
        String module,
        String severity,
        String text,
        @Nullable String path,
        @JsonProperty("at") Instant madeAt,
        boolean seen) {}
