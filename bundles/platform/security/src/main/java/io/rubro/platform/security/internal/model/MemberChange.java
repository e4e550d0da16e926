package io.rubro.platform.security.internal.model;

import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** What an organisation may change of its members: their role, and whether they are shut out. */
public record MemberChange(@NotBlank @Size(max = 20) String role, @NotNull Boolean disabled) {}
