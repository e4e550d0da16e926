package io.rubro.platform.security.internal.model;

import javax.validation.constraints.NotNull;

/** What an administrator of the platform may change of any account. */
public record AccountChange(@NotNull Boolean platformAdmin, @NotNull Boolean disabled) {}
