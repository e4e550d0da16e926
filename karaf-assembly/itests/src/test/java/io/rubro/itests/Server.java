package io.rubro.itests;

import io.rubro.itests.Installation.Database;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running installation that several test classes share, one per database; each test makes organisations of its own.
 * Starts when first asked for and ends with the JVM.
 */
record Server(Installation installation, Api admin) {

    private static final Map<Database, Server> RUNNING = new EnumMap<>(Database.class);
    private static final AtomicInteger NEXT = new AtomicInteger();

    static synchronized Server on(Database database) {
        return RUNNING.computeIfAbsent(database, d -> {
            Installation installation = Installation.started(d);
            Runtime.getRuntime().addShutdownHook(new Thread(installation::close));
            return new Server(installation, Api.setUp(installation, "Primera", "ana@example.com"));
        });
    }

    /** A new organisation; the caller is its owner. */
    Api newOrganization(String name) {
        String email = "owner" + NEXT.incrementAndGet() + "@example.com";
        admin.post(
                        "/api/v1/security/platform/organizations",
                        Map.of(
                                "organization", Api.organization(name),
                                "owner", Map.of("email", email, "name", "Eva", "password", Api.PASSWORD)))
                .expect(201);
        return Api.login(installation, email, Api.PASSWORD);
    }

    /** A new member of an owner's organisation; returns the e-mail address. */
    String newUser(Api owner, String role) {
        String email = "member" + NEXT.incrementAndGet() + "@example.com";
        owner.post(
                        "/api/v1/security/users",
                        Map.of("email", email, "name", "Eva", "password", Api.PASSWORD, "role", role))
                .expect(201);
        return email;
    }

    Api login(String email) {
        return Api.login(installation, email, Api.PASSWORD);
    }

    String url() {
        return installation.url();
    }
}
