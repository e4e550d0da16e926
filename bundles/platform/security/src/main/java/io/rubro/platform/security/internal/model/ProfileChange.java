package io.rubro.platform.security.internal.model;

import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;

/** What a user may change of his own account. */
public record ProfileChange(@NotBlank @Size(max = 120) String name, @NotBlank @Size(max = 20) String locale) {}
