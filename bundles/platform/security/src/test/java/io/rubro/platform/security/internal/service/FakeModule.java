package io.rubro.platform.security.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.module.Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;

/** A running module that does nothing but declare permissions. */
record FakeModule(String id, Kind kind, List<Permission> permissions) implements Module {

    private static final JsonNode OURS = descriptorOfThisModule();

    /** This module as its own descriptor has it. */
    static FakeModule security() {
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode p : OURS.get("permissions")) {
            List<String> roles = new ArrayList<>();
            p.get("roles").forEach(role -> roles.add(role.asText()));
            permissions.add(new Permission(
                    p.get("id").asText(), Map.of("es", p.get("name").get("es").asText()), roles));
        }
        return new FakeModule("security", Kind.CORE, permissions);
    }

    static String[] ownGlobalTables() {
        List<String> tables = new ArrayList<>();
        OURS.get("globalTables").forEach(table -> tables.add(table.asText()));
        return tables.toArray(String[]::new);
    }

    /** A module with something for every role. */
    static FakeModule shop() {
        return new FakeModule(
                "shop",
                Kind.CORE,
                List.of(
                        permission("shop.sale.read", "manager", "staff", "viewer"),
                        permission("shop.sale.write", "manager", "staff"),
                        permission("shop.price.write", "manager"),
                        permission("shop.till.audit")));
    }

    static FakeModule plugin(String id, String... permissionOfManagers) {
        List<Permission> permissions = new ArrayList<>();
        for (String permission : permissionOfManagers) {
            permissions.add(permission(permission, "manager"));
        }
        return new FakeModule(id, Kind.PLUGIN, permissions);
    }

    private static Permission permission(String id, String... roles) {
        return new Permission(id, Map.of("es", id), List.of(roles));
    }

    private static JsonNode descriptorOfThisModule() {
        try (InputStream in = Objects.requireNonNull(FakeModule.class.getResourceAsStream("/RUBRO-INF/module.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public String name(String languageTag) {
        return id;
    }

    @Override
    public Optional<String> changelog() {
        return Optional.empty();
    }

    @Override
    public Set<String> globalTables() {
        return Set.of();
    }

    @Override
    public String messages() {
        return "i18n";
    }

    @Override
    public String descriptor() {
        return "{}";
    }

    @Override
    public Bundle bundle() {
        throw new UnsupportedOperationException();
    }
}
