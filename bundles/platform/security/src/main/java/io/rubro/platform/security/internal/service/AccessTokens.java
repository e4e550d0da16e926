package io.rubro.platform.security.internal.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.internal.service.SigningKeys.SigningKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Access tokens: JWTs (RFC 7519) signed with HMAC-SHA-256. Short-lived, because what they say is believed without
 * looking at the user again; whether the session behind them still stands is looked at nevertheless.
 */
@Component(service = AccessTokens.class)
public final class AccessTokens {

    /** How long an access token lives. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** By how much the clocks of two nodes may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    static final String ISSUER = "rubro";
    static final String ORGANIZATION = "org";
    static final String SESSION = "sid";

    private static final int MAX_LENGTH = 2_048;

    private final SigningKeys keys;

    /**
     * What a token with a good signature says.
     *
     * @param organization null for an administrator of the platform without an organisation
     */
    record Claims(Id user, @Nullable Id organization, Id session, Instant expires) {

        /** @throws ProblemException 401 if it is over */
        Claims unexpired() {
            if (Instant.now().isAfter(expires.plus(SKEW))) {
                throw ProblemException.of(401, "security.token-expired", Map.of());
            }
            return this;
        }
    }

    @Activate
    public AccessTokens(@Reference SigningKeys keys) {
        this.keys = keys;
    }

    String issue(Id user, @Nullable Id organization, Id session) {
        SigningKey key = keys.current();
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(user.toString())
                .claim(SESSION, session.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
        if (organization != null) {
            claims.claim(ORGANIZATION, organization.toString());
        }
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /**
     * Reads a token whose signature is ours. Whether it has expired the caller asks each time.
     *
     * @throws ProblemException 401 if it is not a token this installation has issued
     */
    Claims verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            // the algorithm is ours to choose, not the token's: "none" and public-key confusion end here
            if (!JWSAlgorithm.HS256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
                throw invalid();
            }
            SigningKey key = keys.find(header.getKeyID()).orElseThrow(AccessTokens::invalid);
            if (!jwt.verify(key.verifier())) {
                throw invalid();
            }
            return read(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw invalid();
        }
    }

    private static Claims read(JWTClaimsSet claims) throws ParseException {
        String subject = claims.getSubject();
        String session = claims.getStringClaim(SESSION);
        String organization = claims.getStringClaim(ORGANIZATION);
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        if (!ISSUER.equals(claims.getIssuer())
                || subject == null
                || session == null
                || expires == null
                || issued == null
                || issued.toInstant().isAfter(Instant.now().plus(SKEW))) {
            throw invalid();
        }
        return new Claims(
                Id.valueOf(subject),
                organization == null ? null : Id.valueOf(organization),
                Id.valueOf(session),
                expires.toInstant());
    }

    static ProblemException invalid() {
        return ProblemException.of(401, "security.token-invalid", Map.of());
    }
}
