package io.rubro.devices.telemetry.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.security.RequiresPermission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void every_method_asks_for_a_permission_that_the_module_declares() throws IOException {
        Set<String> declared = new TreeSet<>();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/RUBRO-INF/module.json"))) {
            for (JsonNode permission : new ObjectMapper().readTree(in).get("permissions")) {
                declared.add(permission.get("id").asText());
            }
        }
        Set<String> asked = new TreeSet<>();
        Stream.of(TelemetryResource.class, LastResource.class)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
                .forEach(method -> {
                    assertThat(method.getAnnotation(RequiresPermission.class))
                            .as(method.toString())
                            .isNotNull();
                    asked.add(method.getAnnotation(RequiresPermission.class).value());
                });
        assertThat(asked).isEqualTo(declared);
    }
}
