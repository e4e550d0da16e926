package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The role a member has: either a built-in one or one of the organisation's own. */
public record RoleRef(@Nullable BuiltInRole builtIn, @Nullable Id own) {

    public RoleRef {
        if ((builtIn == null) == (own == null)) {
            throw new IllegalArgumentException("either built-in or own");
        }
    }

    public static RoleRef of(BuiltInRole role) {
        return new RoleRef(role, null);
    }

    /** Reads the text of a request; whether there is such an own role, it does not know. */
    public static Optional<RoleRef> parse(String text) {
        Optional<BuiltInRole> builtIn = BuiltInRole.of(text);
        if (builtIn.isPresent()) {
            return builtIn.map(RoleRef::of);
        }
        try {
            return Optional.of(new RoleRef(null, Id.valueOf(text)));
        } catch (IllegalArgumentException noIdentifier) {
            return Optional.empty();
        }
    }

    /** Reads the columns {@code built_in_role} and {@code role_id}. */
    public static RoleRef of(ResultSet row) throws SQLException {
        String builtIn = row.getString("built_in_role");
        return builtIn == null
                ? new RoleRef(null, Rows.id(row, "role_id"))
                : of(BuiltInRole.of(builtIn).orElseThrow());
    }

    /** What the column {@code built_in_role} holds. */
    public @Nullable String builtInId() {
        return builtIn == null ? null : builtIn.id();
    }

    public boolean isOwner() {
        return builtIn == BuiltInRole.OWNER;
    }

    /** As in requests and answers. */
    public String text() {
        return builtIn == null ? Objects.requireNonNull(own).toString() : builtIn.id();
    }
}
