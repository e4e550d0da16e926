package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.PASSWORD;
import static io.rubro.platform.security.internal.service.TestSecurity.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.ApiKey;
import io.rubro.platform.security.internal.model.ApiKeyDraft;
import io.rubro.platform.security.internal.model.IssuedApiKey;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewMember;
import io.rubro.platform.security.internal.model.Role;
import io.rubro.platform.security.internal.model.RoleDraft;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void built_in_roles_hold_what_the_running_modules_declare(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();

        List<Role> roles = security.as(owner, security.roles::list);

        assertThat(roles).extracting(Role::id).containsExactly("owner", "manager", "staff", "viewer");
        assertThat(roles.get(0).permissions()).containsExactly("*");
        assertThat(roles.get(1).permissions())
                .containsExactly(
                        "security.user.manage",
                        "security.user.read",
                        "shop.price.write",
                        "shop.sale.read",
                        "shop.sale.write");
        assertThat(roles.get(3).permissions()).containsExactly("shop.sale.read");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_role_of_its_own_gives_what_it_says_and_changes_at_once(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Role cashier = security.as(
                owner,
                () -> security.editor.create(new RoleDraft(" Cajera ", List.of("shop.sale.write", "shop.sale.read"))));
        Login member = security.newMember(owner, cashier.id());
        assertThat(security.caller(member).permissions())
                .containsExactlyInAnyOrder("shop.sale.read", "shop.sale.write");

        Role changed = security.as(
                owner,
                () -> security.editor.change(
                        cashier.id(), TestMatch.version(1), new RoleDraft("Caja", List.of("shop.till.audit"))));

        assertThat(changed).isEqualTo(new Role(cashier.id(), "Caja", false, List.of("shop.till.audit"), 2));
        assertThat(security.caller(member).permissions()).containsExactly("shop.till.audit");
        assertThat(security.as(owner, security.roles::list)).contains(changed);
        assertThat(security.problem(
                                owner,
                                () -> security.editor.change(
                                        cashier.id(), TestMatch.version(1), new RoleDraft("Caja", List.of())))
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void unknown_platform_and_wildcard_permissions_are_refused_by_their_place(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.logins.login("admin@rubro.test", PASSWORD, null, "");
        RoleDraft draft = new RoleDraft("X", List.of("shop.sale.read", "shop.nothing", "platform.account.manage", "*"));

        assertThat(security.problem(owner, () -> security.editor.create(draft)).errors())
                .extracting(FieldError::field)
                .containsExactly("permissions[1]", "permissions[2]", "permissions[3]");
        assertThat(security.problem(
                                owner, () -> security.apiKeys.issue(new ApiKeyDraft("X", draft.permissions(), null)))
                        .errors())
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_makes_or_changes_a_role_or_key_that_may_do_more_than_he(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Role personnel = security.as(
                owner,
                () -> security.editor.create(new RoleDraft(
                        "Jefe de personal",
                        List.of("security.role.manage", "security.apikey.manage", "shop.sale.read"))));
        Role auditor =
                security.as(owner, () -> security.editor.create(new RoleDraft("Auditor", List.of("shop.till.audit"))));
        Login chief = security.newMember(owner, personnel.id());

        RoleDraft more = new RoleDraft("Más", List.of("shop.sale.read", "shop.till.audit"));
        assertThat(security.problem(chief, () -> security.editor.create(more)).args())
                .containsEntry("permission", "shop.till.audit");
        assertThat(security.problem(chief, () -> security.editor.change(personnel.id(), TestMatch.any(), more))
                        .status())
                .isEqualTo(403);
        assertThat(security.problem(
                                chief,
                                () -> security.editor.change(
                                        auditor.id(), TestMatch.any(), new RoleDraft("Auditor", List.of())))
                        .status())
                .isEqualTo(403);
        assertThat(security.problem(chief, () -> security.editor.delete(auditor.id()))
                        .status())
                .isEqualTo(403);
        assertThat(security.problem(
                                chief,
                                () -> security.apiKeys.issue(new ApiKeyDraft("X", List.of("shop.till.audit"), null)))
                        .code())
                .isEqualTo("security.grant-exceeded");
        assertThat(security.as(chief, () -> security.editor.create(new RoleDraft("Lector", List.of("shop.sale.read")))))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_role_keeps_the_permissions_of_a_module_that_is_stopped(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        FakeModule plugin = FakeModule.plugin("floristeria", "floristeria.ramo.write");
        security.declared.addModule(plugin);
        Role role = security.as(
                owner, () -> security.editor.create(new RoleDraft("Florista", List.of("floristeria.ramo.write"))));
        security.declared.removeModule(plugin);

        Role renamed = security.as(
                owner,
                () -> security.editor.change(
                        role.id(), TestMatch.any(), new RoleDraft("Floristas", List.of("floristeria.ramo.write"))));

        assertThat(renamed.permissions()).containsExactly("floristeria.ramo.write");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void names_are_unique_and_roles_in_use_or_built_in_stay(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login stranger = security.newOrganization();
        Role role = security.as(owner, () -> security.editor.create(new RoleDraft("Caja", List.of())));
        security.as(owner, () -> security.members.add(new NewMember(email("caja"), "C", PASSWORD, role.id())));

        assertThat(security.problem(owner, () -> security.editor.create(new RoleDraft("CAJA", List.of())))
                        .code())
                .isEqualTo("security.role.name-taken");
        assertThat(security.problem(owner, () -> security.editor.delete(role.id()))
                        .code())
                .isEqualTo("security.role.in-use");
        assertThat(security.problem(owner, () -> security.editor.delete("manager"))
                        .code())
                .isEqualTo("security.role.built-in");
        assertThat(security.problem(owner, () -> security.editor.delete("nonsense"))
                        .status())
                .isEqualTo(404);

        assertThat(security.problem(stranger, () -> security.roles.get(role.id()))
                        .status())
                .isEqualTo(404);
        assertThat(security.problem(stranger, () -> security.editor.delete(role.id()))
                        .status())
                .isEqualTo(404);
        assertThat(security.problem(
                                stranger,
                                () -> security.members.add(new NewMember(email("x"), "X", PASSWORD, role.id())))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("role");
        assertThat(security.as(stranger, () -> security.editor.create(new RoleDraft("Caja", List.of()))))
                .isNotNull();
        security.run(
                owner,
                () -> security.editor.delete(security.editor
                        .create(new RoleDraft("Otra", List.of("shop.sale.read")))
                        .id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void keys_are_listed_without_secrets_and_only_to_their_organisation(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login stranger = security.newOrganization();
        IssuedApiKey first = issue(security, owner, "Primera");
        IssuedApiKey second = issue(security, owner, "Segunda");
        PageRequest page = new PageRequest(50, null, null);

        List<ApiKey> keys = security.as(owner, () -> security.apiKeys.list(page).items());

        assertThat(keys).extracting(ApiKey::name).containsExactly("Segunda", "Primera");
        assertThat(keys.get(0).permissions()).containsExactly("shop.sale.read", "shop.sale.write");
        assertThat(second.secret())
                .startsWith("rbk_" + keys.get(0).prefix() + "_")
                .hasSize(81);
        assertThat(security.as(stranger, () -> security.apiKeys.list(page)).items())
                .isEmpty();
        Id foreign = first.key().id();
        assertThat(security.problem(stranger, () -> security.apiKeys.revoke(foreign))
                        .status())
                .isEqualTo(404);
        assertThat(security.problem(
                                owner,
                                () -> security.apiKeys.issue(new ApiKeyDraft(
                                        "X",
                                        List.of("shop.sale.read"),
                                        Instant.now().minusSeconds(1))))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("expires");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_key_makes_no_keys_and_has_no_profile(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        IssuedApiKey issued = security.as(
                owner, () -> security.apiKeys.issue(new ApiKeyDraft("X", List.of("security.apikey.manage"), null)));
        var key = security.authenticator
                .authenticate(null, issued.secret(), Locale.ENGLISH)
                .orElseThrow();

        assertThat(TestSecurity.problem(() -> key.call(() ->
                                security.apiKeys.issue(new ApiKeyDraft("Y", List.of("security.apikey.manage"), null))))
                        .code())
                .isEqualTo("security.users-only");
        assertThat(TestSecurity.problem(() -> key.call(security.own::get)).status())
                .isEqualTo(403);
        assertThat(key.call(security.own::access).permissions()).containsExactly("security.apikey.manage");
    }

    private static IssuedApiKey issue(TestSecurity security, Login owner, String name) {
        return security.as(
                owner,
                () -> security.apiKeys.issue(
                        new ApiKeyDraft(name, List.of("shop.sale.write", "shop.sale.read"), null)));
    }
}
