package io.rubro.platform.security.internal.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The roles every organisation has. */
public enum BuiltInRole {
    /** May do everything in the organisation. */
    OWNER,
    MANAGER,
    STAFF,
    VIEWER;

    /** The name in requests, descriptors and the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name, if there is one. */
    public static Optional<BuiltInRole> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }
}
