package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceCredentials;
import io.rubro.devices.mqtt.DeviceIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in devices (user: the device's id; password: its secret) and the platform itself (a password made at every start),
 * and holds each to its own topics. The client id of a device is its id, or begins with its id and a hyphen: no device can
 * take over the session of another.
 */
final class DeviceSecurity implements ActiveMQSecurityManager5 {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.broker");

    private record KnownDevice(DeviceIdentity identity) implements Principal {
        @Override
        public String getName() {
            return identity.device().toString();
        }
    }

    private final String platformUser;
    private final String platformPassword;
    private final OpenConnections connections;
    private final Refusals refusals;
    private final Latest<DeviceCredentials> credentials;

    DeviceSecurity(
            String platformUser,
            String platformPassword,
            Latest<DeviceCredentials> credentials,
            OpenConnections connections,
            Refusals refusals) {
        this.platformUser = platformUser;
        this.platformPassword = platformPassword;
        this.connections = connections;
        this.credentials = credentials;
        this.refusals = refusals;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (user == null || password == null || connection == null) {
            refusals.connection(user, connection == null ? null : connection.getClientID(), "no user or no password");
            return null;
        }
        if (user.equals(platformUser)) {
            boolean ours = MessageDigest.isEqual(
                    password.getBytes(StandardCharsets.UTF_8), platformPassword.getBytes(StandardCharsets.UTF_8));
            return ours && requireOwnClientId(user, connection) ? subject(new UserPrincipal(user)) : null;
        }
        Optional<DeviceIdentity> device = connections.identify(connection, user, password, () -> look(user, password));
        if (device.isEmpty()) {
            refusals.connection(user, connection.getClientID(), "unknown device, wrong secret or disabled");
            return null;
        }
        requireOwnClientId(device.get().device().toString(), connection);
        return subject(new UserPrincipal(user), new KnownDevice(device.get()));
    }

    private Optional<DeviceIdentity> look(String user, String password) {
        @Nullable DeviceCredentials service = credentials.get();
        if (service == null) {
            return Optional.empty();
        }
        try {
            return service.authenticate(user, password);
        } catch (RuntimeException e) {
            LOG.error("cannot check the credentials of device {}", user, e);
            return Optional.empty();
        }
    }

    private boolean requireOwnClientId(String owner, RemotingConnection connection) {
        @Nullable String clientId = connection.getClientID();
        if (clientId == null || !(clientId.equals(owner) || clientId.startsWith(owner + "-"))) {
            refusals.connection(owner, clientId, "the client id must be the user, or begin with it and a hyphen");
            throw new InvalidClientIdException();
        }
        return true;
    }

    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType type, String address) {
        if (subject == null) {
            return false;
        }
        for (KnownDevice device : subject.getPrincipals(KnownDevice.class)) {
            boolean allowed = AccessRules.allows(device.identity(), type, address);
            if (!allowed) {
                refusals.topic(device.getName(), topic(address));
            }
            return allowed;
        }
        return subject.getPrincipals(UserPrincipal.class).stream()
                        .anyMatch(p -> p.getName().equals(platformUser))
                && AccessRules.allowsPlatform(type, address);
    }

    private static String topic(String address) {
        int queue = address.indexOf("::");
        String bare = queue < 0 ? address : address.substring(0, queue);
        return bare.replace('.', '/').replace('*', '+');
    }

    private static Subject subject(Principal... principals) {
        return new Subject(true, Set.of(principals), Set.of(), Set.of());
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType type) {
        return false;
    }
}
