package io.rubro.platform.security.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.IssuedInvitation;
import io.rubro.platform.security.internal.model.NewMember;
import io.rubro.platform.security.internal.model.NewOwner;
import io.rubro.platform.security.internal.model.NewUser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private static final List<Class<?>> RESOURCES = List.of(
            ApiKeyResource.class,
            ColleagueResource.class,
            InvitationResource.class,
            LoginResource.class,
            LogoResource.class,
            OrganizationResource.class,
            OwnAccountResource.class,
            PermissionResource.class,
            PlatformResource.class,
            RoleResource.class,
            SessionResource.class,
            SetupResource.class,
            UserResource.class);

    @Test
    void every_method_says_who_may_call_it_with_a_permission_the_module_declares() throws IOException {
        Set<String> declared = declaredPermissions();
        Set<String> used = new HashSet<>();

        methods().forEach(method -> {
            assertThat(rules(method) + rules(method.getDeclaringClass()))
                    .as(method.toString())
                    .isPositive();
            RequiresPermission rule = method.getAnnotation(RequiresPermission.class);
            if (rule == null && rules(method) == 0) {
                rule = method.getDeclaringClass().getAnnotation(RequiresPermission.class);
            }
            if (rule != null) {
                used.add(rule.value());
            }
        });

        assertThat(used).isEqualTo(declared);
    }

    @Test
    void only_these_may_be_called_by_anybody() {
        Set<String> anonymous = new TreeSet<>();
        methods()
                .filter(method -> method.isAnnotationPresent(AllowAnonymous.class))
                .forEach(method -> anonymous.add(method.getName()));

        assertThat(anonymous)
                .containsExactly(
                        "accept", "close", "install", "login", "logout", "open", "preview", "refresh", "state");
        assertThat(RESOURCES).noneMatch(type -> type.isAnnotationPresent(AllowAnonymous.class));
    }

    @Test
    void requests_with_secrets_do_not_show_them() {
        String secret = "un secreto muy secreto";

        assertThat(List.of(
                        new LoginResource.LoginRequest("a@b.c", secret, null),
                        new LoginResource.RefreshRequest(secret),
                        new SessionResource.SessionRequest("a@b.c", secret, null, null),
                        new SessionCookie(secret, true),
                        new InvitationResource.TokenRequest(secret),
                        new InvitationResource.AcceptRequest(secret, "A", secret),
                        new IssuedInvitation(Id.next(), "a@b.c", "staff", secret, Instant.EPOCH),
                        new OwnAccountResource.PasswordChange(secret, secret),
                        new PasswordReset(secret),
                        new NewUser("a@b.c", "A", secret),
                        new NewOwner("a@b.c", "A", secret),
                        new NewMember("a@b.c", "A", secret, "staff")))
                .allSatisfy(request -> assertThat(request.toString()).doesNotContain(secret));
    }

    private static Stream<Method> methods() {
        return RESOURCES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                        .anyMatch(method::isAnnotationPresent));
    }

    private static int rules(AnnotatedElement element) {
        return (int) Stream.of(RequiresPermission.class, Authenticated.class, AllowAnonymous.class)
                .filter(element::isAnnotationPresent)
                .count();
    }

    private static Set<String> declaredPermissions() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ResourcesTest.class.getResourceAsStream("/RUBRO-INF/module.json"))) {
            Set<String> ids = new HashSet<>();
            for (JsonNode permission : new ObjectMapper().readTree(in).get("permissions")) {
                ids.add(permission.get("id").asText());
            }
            return ids;
        }
    }
}
