package io.rubro.platform.security.internal.model;

import javax.validation.constraints.Email;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The person a new organisation is made for.
 *
 * @param password for somebody new to the installation; who has an account already keeps his own
 */
public record NewOwner(
        @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @Size(max = 120) String name,
        @Nullable String password) {

    @Override
    public String toString() {
        return "NewOwner[email=" + email + ", name=" + name + "]";
    }
}
