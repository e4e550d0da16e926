package io.rubro.platform.security.internal.model;

import javax.validation.constraints.Email;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** A person who is to have an account. */
public record NewUser(
        @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @Size(max = 120) String name,
        @NotNull String password) {

    @Override
    public String toString() {
        return "NewUser[email=" + email + ", name=" + name + "]";
    }
}
