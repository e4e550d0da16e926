package io.rubro.platform.security;

import io.rubro.platform.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Turns the credentials of a request into a {@link Caller}. Called once at the edge by the REST layer. */
@ProviderType
public interface Authenticator {

    /**
     * Reads an {@code Authorization} header ({@code Bearer <access token>}, or {@code Basic} with the user name {@code key}
     * and an API key as the password, which is how clients send {@code http://key:<API key>@server}) or an {@code X-API-Key}
     * header.
     *
     * @param authorization the header, or null
     * @param apiKey the header, or null
     * @return the caller; empty if no credentials were shown
     * @throws ProblemException 401 if credentials were shown but are wrong, expired or revoked
     */
    Optional<Caller> authenticate(@Nullable String authorization, @Nullable String apiKey, Locale locale);
}
