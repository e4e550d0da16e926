package io.rubro.crm.es.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private static final List<Class<?>> RESOURCES = List.of(
            CrmClientResource.class,
            CrmActivityResource.class,
            CrmDealResource.class,
            CrmPersonResource.class,
            CrmSummaryResource.class,
            ProfileResource.class,
            ProfileActivityResource.class,
            ProfileDealResource.class,
            ProfilePersonResource.class,
            HealthResource.class,
            AdviceResource.class,
            InvoiceResource.class);

    private static Stream<Method> methods() {
        return RESOURCES.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)));
    }

    private static Set<String> declaredBy(String module) throws IOException {
        Set<String> declared = new TreeSet<>();
        Path descriptor = Path.of("..", module, "src/main/resources/RUBRO-INF/module.json");
        for (JsonNode permission :
                new ObjectMapper().readTree(descriptor.toFile()).get("permissions")) {
            declared.add(permission.get("id").asText());
        }
        return declared;
    }

    @Test
    void every_permission_is_one_of_the_crm_or_of_billing() throws Exception {
        Set<String> declared = declaredBy("crm");
        declared.addAll(declaredBy("billing"));
        declared.add(Permissions.READ_ADVICE); // that of whoever recommends
        for (Field permission : Permissions.class.getFields()) {
            assertThat(declared).contains((String) permission.get(null));
        }
    }

    @Test
    void every_method_asks_for_a_permission_and_is_described_in_spanish() {
        assertThat(methods()).hasSize(23);
        assertThat(methods()).allSatisfy(method -> {
            assertThat(method.isAnnotationPresent(RequiresPermission.class)).isTrue();
            assertThat(method.getAnnotation(Operation.class).summary()).isNotBlank();
        });
    }

    @Test
    void every_resource_is_below_a_root_of_the_module() throws IOException {
        JsonNode module = new ObjectMapper().readTree(getClass().getResourceAsStream("/RUBRO-INF/module.json"));
        List<String> roots = new ArrayList<>();
        module.at("/rest/roots").forEach(root -> roots.add(root.asText()));
        assertThat(RESOURCES)
                .extracting(resource ->
                        resource.getAnnotation(javax.ws.rs.Path.class).value().split("/")[0])
                .allMatch(roots::contains);
    }

    private Set<String> keys(String suffix) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/i18n/messages" + suffix + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts.stringPropertyNames();
    }

    @Test
    void every_text_is_there_in_every_language() throws IOException {
        Pattern code = Pattern.compile("\"(crm-es\\.[a-z.-]+)\"");
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = code.matcher(Files.readString(file));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        assertThat(keys("")).isEqualTo(used).isEqualTo(keys("_en")).containsAll(keys("_es_AR"));
    }
}
