package io.rubro.crm.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.crm.internal.pipeline.ContactOpportunities;
import io.rubro.crm.internal.pipeline.OpportunityResource;
import io.rubro.crm.internal.pipeline.PipelineResource;
import io.rubro.platform.security.RequiresPermission;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    private static Stream<Method> methods() {
        return Stream.of(
                        ContactResource.class,
                        InteractionResource.class,
                        OpportunityResource.class,
                        PipelineResource.class,
                        ContactOpportunities.class)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)));
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
        methods().forEach(method -> {
            assertThat(method.getAnnotation(RequiresPermission.class))
                    .as(method.toString())
                    .isNotNull();
            asked.add(method.getAnnotation(RequiresPermission.class).value());
        });
        assertThat(asked).isEqualTo(declared);
    }
}
