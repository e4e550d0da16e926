package io.rubro.platform.security.internal.model;

import javax.validation.constraints.Email;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;

/**
 * Who is to be invited.
 *
 * @param role a built-in role or the id of one of the organisation's own
 */
public record NewInvitation(@NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(max = 20) String role) {}
