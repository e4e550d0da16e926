package io.rubro.platform.security.internal.model;

import javax.validation.constraints.Email;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A person who is to join the organisation.
 *
 * @param password for somebody new to the installation; who has an account already keeps his own
 * @param role a built-in role or the id of one of the organisation's own
 */
public record NewMember(
        @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @Size(max = 120) String name,
        @Nullable String password,
        @NotBlank @Size(max = 20) String role) {

    @Override
    public String toString() {
        return "NewMember[email=" + email + ", name=" + name + ", role=" + role + "]";
    }
}
