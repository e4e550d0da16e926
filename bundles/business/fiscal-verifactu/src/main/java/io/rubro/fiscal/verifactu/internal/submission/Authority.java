package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.Environment;
import io.rubro.fiscal.verifactu.internal.service.VerifactuConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority's service as the configuration has it. Whatever is wrong with the certificate only keeps records from
 * being sent, never from being made.
 */
@Component(service = Authority.class, configurationPid = "io.rubro.fiscal.verifactu")
public final class Authority {

    private static final Logger LOG = LoggerFactory.getLogger(Authority.class);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;
    private final Duration timeout;
    private final @Nullable SoapClient client;
    private final @Nullable Credentials credentials;
    private final @Nullable Obstacle obstacle;

    /** Why nothing is sent. */
    public enum Obstacle {
        /** The configuration says so. */
        SWITCHED_OFF,
        /** There is no certificate. */
        NO_CERTIFICATE,
        /** The certificate cannot be read: the file, its password or what is in it. */
        BAD_CERTIFICATE,
        /** The certificate is no longer valid. */
        EXPIRED_CERTIFICATE
    }

    /**
     * Called by the component runtime.
     *
     * @throws IllegalArgumentException if the configuration is wrong
     */
    @Activate
    public Authority(VerifactuConfig config) {
        this(
                address(config),
                config.sending(),
                orEnvironment(config.certificateFile(), "RUBRO_VERIFACTU_CERTIFICATE"),
                orEnvironment(config.certificatePassword(), "RUBRO_VERIFACTU_PASSWORD"),
                config.trustFile(),
                config.trustPassword(),
                Duration.ofSeconds(config.timeoutSeconds()));
    }

    Authority(
            URI address,
            boolean sending,
            String certificate,
            String password,
            String trust,
            String trustPassword,
            Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("timeoutSeconds: 1 to 600");
        }
        this.address = address;
        this.timeout = timeout;
        Credentials found = null;
        SoapClient made = null;
        Obstacle wrong = sending ? null : Obstacle.SWITCHED_OFF;
        try {
            found = certificate.isBlank() ? null : Credentials.read(Path.of(certificate), password.toCharArray());
            SSLContext tls =
                    Credentials.context(found, trust.isBlank() ? null : Path.of(trust), trustPassword.toCharArray());
            made = new SoapClient(address, tls, timeout);
            if (wrong == null && found == null && !isLoopback(address)) {
                wrong = Obstacle.NO_CERTIFICATE;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // the message names the file at most, never the password
            LOG.error("the certificate for VERI*FACTU cannot be used: {}", e.toString());
            wrong = wrong == null ? Obstacle.BAD_CERTIFICATE : wrong;
        }
        this.credentials = found;
        this.client = made;
        this.obstacle = wrong;
    }

    private static URI address(VerifactuConfig config) {
        if (!config.address().isBlank()) {
            URI address = URI.create(config.address().strip());
            boolean plain = "http".equals(address.getScheme());
            if (!"https".equals(address.getScheme()) && !(plain && isLoopback(address))) {
                throw new IllegalArgumentException("address: https, or http on this machine itself");
            }
            return address;
        }
        return Environment.valueOf(config.environment().toUpperCase(Locale.ROOT))
                .service(config.sealCertificate());
    }

    /** A service on this machine, as for trying out, needs no certificate. */
    private static boolean isLoopback(URI address) {
        return address.getHost() != null && LOOPBACK.contains(address.getHost());
    }

    private static String orEnvironment(String configured, String variable) {
        String value = configured.isBlank() ? System.getenv(variable) : configured;
        return value == null ? "" : value;
    }

    /** Where messages go. */
    public URI address() {
        return address;
    }

    /** The longest an exchange may take. */
    Duration timeout() {
        return timeout;
    }

    /** Why nothing can be sent now; empty if it can. */
    public Optional<Obstacle> obstacle(Instant now) {
        if (obstacle == null && credentials != null && credentials.validUntil().isBefore(now)) {
            return Optional.of(Obstacle.EXPIRED_CERTIFICATE);
        }
        return Optional.ofNullable(obstacle);
    }

    /** Whose certificate it is; empty without one. */
    public Optional<String> certificateSubject() {
        return Optional.ofNullable(credentials).map(Credentials::subject);
    }

    /** Until when the certificate is valid; empty without one. */
    public Optional<Instant> certificateUntil() {
        return Optional.ofNullable(credentials).map(Credentials::validUntil);
    }

    /** Sends a message and returns the answer. */
    byte[] exchange(String message) throws ExchangeException {
        SoapClient to = client;
        if (to == null) {
            throw new ExchangeException(ExchangeException.Problem.UNREACHABLE, null, "no usable certificate");
        }
        return to.post(message);
    }
}
