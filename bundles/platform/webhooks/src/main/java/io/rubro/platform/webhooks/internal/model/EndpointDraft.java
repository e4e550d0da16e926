package io.rubro.platform.webhooks.internal.model;

import java.util.List;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as asked for.
 *
 * @param types 1 to 50 names of event types, or patterns: {@code billing.invoice.issued}, {@code crm.*}, {@code *}
 * @param enabled true if absent
 */
public record EndpointDraft(
        @NotBlank @Size(max = 2000) String url,
        @Nullable @Size(max = 200) String description,
        @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 120) String> types,
        @Nullable Boolean enabled) {}
