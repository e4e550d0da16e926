package io.rubro.platform.security.internal.model;

import io.rubro.platform.organizations.Organization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user gets who has shown who he is.
 *
 * @param accessToken for the header {@code Authorization: Bearer …}
 * @param expiresIn how many seconds the access token lives
 * @param refreshToken is exchanged, once, for the next pair
 * @param organization the one the tokens are for; null for an administrator of the platform without one
 * @param organizations those the user may switch to
 */
public record Login(
        String accessToken,
        long expiresIn,
        String refreshToken,
        Account user,
        @Nullable Organization organization,
        List<Workplace> organizations) {

    @Override
    public String toString() {
        return "Login[user=" + user + ", organization=" + organization + "]";
    }
}
