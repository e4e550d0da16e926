package io.rubro.platform.security.internal.model;

import io.rubro.platform.organizations.Organization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console gets when a user has shown who he is: as {@link Login}, but the refresh token travels in a cookie no
 * script can read.
 */
public record ConsoleLogin(
        String accessToken,
        long expiresIn,
        Account user,
        @Nullable Organization organization,
        List<Workplace> organizations) {

    public static ConsoleLogin of(Login login) {
        return new ConsoleLogin(
                login.accessToken(), login.expiresIn(), login.user(), login.organization(), login.organizations());
    }

    @Override
    public String toString() {
        return "ConsoleLogin[user=" + user + ", organization=" + organization + "]";
    }
}
