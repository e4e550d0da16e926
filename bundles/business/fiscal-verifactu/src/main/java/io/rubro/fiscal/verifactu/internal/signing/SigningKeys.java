package io.rubro.fiscal.verifactu.internal.signing;

import io.rubro.fiscal.verifactu.internal.service.VerifactuConfig;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of the configuration, with which records and events are signed; there may be none. */
@Component(service = SigningKeys.class, configurationPid = "io.rubro.fiscal.verifactu")
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final @Nullable SigningKey key;
    private final State unusable;

    /** What there is to sign with. */
    public enum State {
        /** A key with a certificate that is valid. */
        READY,
        /** None is configured. */
        MISSING,
        /** The file cannot be read, or there is no RSA key in it. */
        UNREADABLE,
        /** The certificate is not valid yet, or no longer. */
        EXPIRED
    }

    /** Called by the component runtime. */
    @Activate
    public SigningKeys(VerifactuConfig config) {
        this(
                orEnvironment(config.certificateFile(), "RUBRO_VERIFACTU_CERTIFICATE"),
                orEnvironment(config.certificatePassword(), "RUBRO_VERIFACTU_PASSWORD"));
    }

    /**
     * A key of a file.
     *
     * @param file a PKCS#12 file; blank for none
     */
    public SigningKeys(String file, String password) {
        SigningKey found = null;
        State state = State.MISSING;
        if (!file.isBlank()) {
            try {
                found = SigningKey.read(Path.of(file), password.toCharArray());
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                state = State.UNREADABLE;
                // the message names the file at most, never the password
                LOG.error("the certificate to sign records with cannot be used: {}", e.toString());
            }
        }
        key = found;
        unusable = state;
    }

    private static String orEnvironment(String configured, String variable) {
        String value = configured.isBlank() ? System.getenv(variable) : configured;
        return value == null ? "" : value;
    }

    /** What there is to sign with at a moment. */
    public State state(Instant now) {
        if (key == null) {
            return unusable;
        }
        return key.isValid(now) ? State.READY : State.EXPIRED;
    }

    /** The key, valid or not; empty if there is none. */
    public Optional<SigningKey> find() {
        return Optional.ofNullable(key);
    }

    /**
     * The key to sign with now.
     *
     * @throws ProblemException 409 if there is none that is valid
     */
    public SigningKey require(Instant now) {
        State state = state(now);
        if (key == null || state != State.READY) {
            throw ProblemException.conflict(
                    "fiscal-verifactu.certificate." + state.name().toLowerCase(Locale.ROOT), Map.of());
        }
        return key;
    }
}
