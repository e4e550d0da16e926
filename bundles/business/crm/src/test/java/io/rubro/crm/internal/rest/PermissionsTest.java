package io.rubro.crm.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.RequiresPermission;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    private static final Path CLASSES = Path.of("target", "classes");

    /** The methods of all resources of the module, whatever their package. */
    private static List<Method> methods() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(PermissionsTest::load)
                    .filter(type -> type.isAnnotationPresent(javax.ws.rs.Path.class))
                    .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                    .filter(method -> Arrays.stream(method.getAnnotations())
                            .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
                    .toList();
        }
    }

    private static Class<?> load(Path file) {
        String name = CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        try {
            return Class.forName(name, false, PermissionsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_method_asks_for_a_permission_that_the_module_declares() throws IOException {
        Set<String> declared = new TreeSet<>();
        try (InputStream in = getClass().getResourceAsStream("/RUBRO-INF/module.json")) {
            for (JsonNode permission : new ObjectMapper().readTree(in).get("permissions")) {
                declared.add(permission.get("id").asText());
            }
        }
        Set<String> asked = new TreeSet<>();
        List<Method> methods = methods();
        assertThat(methods).hasSizeGreaterThan(30);
        methods.stream()
                .filter(method -> !method.isAnnotationPresent(AllowAnonymous.class))
                .forEach(method -> {
                    assertThat(method.getAnnotation(RequiresPermission.class))
                            .as(method.toString())
                            .isNotNull();
                    asked.add(method.getAnnotation(RequiresPermission.class).value());
                });
        assertThat(asked).isEqualTo(declared);
    }

    @Test
    void only_a_calendar_at_its_secret_address_is_for_everybody() throws IOException {
        assertThat(methods().stream().filter(method -> method.isAnnotationPresent(AllowAnonymous.class)))
                .extracting(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .containsExactly("CalendarResource.read");
    }
}
