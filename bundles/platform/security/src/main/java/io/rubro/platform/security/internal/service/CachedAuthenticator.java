package io.rubro.platform.security.internal.service;

import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Authenticator;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import io.rubro.platform.security.internal.model.Access;
import io.rubro.platform.security.internal.service.AccessCache.KeyAccess;
import io.rubro.platform.security.internal.service.AccessTokens.Claims;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates every request: signatures once per token, rights from a cache of ten seconds. Immediate, so that the
 * caches do not depend on somebody holding the service.
 */
@Component(
        service = {Authenticator.class, CachedAuthenticator.class},
        immediate = true)
public final class CachedAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(CachedAuthenticator.class);
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    /** The user name by which an API key is shown as a password: {@code http://key:rk_…@server}. */
    private static final String KEY_USER = "key:";

    private static final int CAPACITY = 20_000;

    private final AccessTokens tokens;
    private final AccessCache accesses;

    /** By the token's hash: a token itself is a secret and is not kept. */
    private final TimedCache<String, Claims> verified =
            new TimedCache<>(CAPACITY, AccessTokens.LIFETIME, System::nanoTime);

    @Activate
    public CachedAuthenticator(@Reference AccessTokens tokens, @Reference AccessCache accesses) {
        this.tokens = tokens;
        this.accesses = accesses;
    }

    @Override
    public Optional<Caller> authenticate(@Nullable String authorization, @Nullable String apiKey, Locale locale) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.of(caller(Kind.API_KEY, key(password(authorization)), locale));
        }
        if (authorization != null) {
            return Optional.of(caller(Kind.USER, user(authorization), locale));
        }
        if (apiKey != null) {
            return Optional.of(caller(Kind.API_KEY, key(apiKey), locale));
        }
        return Optional.empty();
    }

    /** The claims of the bearer token in an {@code Authorization} header. */
    Claims claims(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw AccessTokens.invalid();
        }
        String token = authorization.substring(BEARER.length()).strip();
        return verified.get(Secrets.sha256(token), hash -> tokens.verify(token)).unexpired();
    }

    private Access user(String authorization) {
        Claims claims = claims(authorization);
        Access access = accesses.ofSession(claims.session()).orElseThrow(AccessTokens::invalid);
        if (!access.id().equals(claims.user()) || !Objects.equals(access.organization(), claims.organization())) {
            throw AccessTokens.invalid();
        }
        return access;
    }

    /** The API key in an {@code Authorization} header of RFC 7617; passwords of people are never taken this way. */
    private static String password(String authorization) {
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            if (text.startsWith(KEY_USER)) {
                return text.substring(KEY_USER.length());
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below
        }
        throw AccessTokens.invalid();
    }

    private Access key(String apiKey) {
        ApiKeyText text = ApiKeyText.parse(apiKey).orElseThrow(AccessTokens::invalid);
        KeyAccess key = accesses.ofKey(text.prefix()).orElseThrow(AccessTokens::invalid);
        if (!Secrets.same(text.hash(), key.hash())) {
            throw AccessTokens.invalid();
        }
        if (key.expires() != null && Instant.now().isAfter(key.expires())) {
            throw ProblemException.of(401, "security.token-expired", Map.of());
        }
        try {
            accesses.used(key);
        } catch (DataAccessException e) {
            LOG.debug("the use of API key {} could not be noted", key.access().id(), e); // not worth failing a request
        }
        return key.access();
    }

    private static Caller caller(Kind kind, Access access, Locale locale) {
        return new Caller(kind, access.id(), access.name(), access.organization(), access.permissions(), locale);
    }
}
