package io.rubro.platform.security.internal.model;

import java.util.List;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** What an organisation says of a role of its own. */
public record RoleDraft(
        @NotBlank @Size(max = 80) String name,
        @NotNull @Size(max = 1000) List<@NotBlank @Size(max = 120) String> permissions) {}
