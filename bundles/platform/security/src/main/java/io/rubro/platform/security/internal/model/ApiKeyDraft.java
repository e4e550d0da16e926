package io.rubro.platform.security.internal.model;

import java.time.Instant;
import java.util.List;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an API key.
 *
 * @param permissions some of those its maker holds
 * @param expires in the future; null for a key that does not expire
 */
public record ApiKeyDraft(
        @NotBlank @Size(max = 120) String name,
        @NotEmpty @Size(max = 1000) List<@NotBlank @Size(max = 120) String> permissions,
        @Nullable Instant expires) {}
