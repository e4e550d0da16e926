package io.rubro.platform.security.internal.rest;

import javax.validation.constraints.NotNull;

/** A new password an administrator gives to somebody. */
public record PasswordReset(@NotNull String password) {

    @Override
    public String toString() {
        return "PasswordReset[]";
    }
}
