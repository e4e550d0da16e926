package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.PASSWORD;
import static io.rubro.platform.security.internal.service.TestSecurity.email;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.AccountChange;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewOwner;
import io.rubro.platform.security.internal.model.OrganizationChange;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.security.internal.model.ProfileChange;
import io.rubro.platform.security.internal.service.TestSecurity.Audited;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrganizationsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_argentine_organisation_gets_what_is_usual_there(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);

        Organization created = security.administration.create(
                new OrganizationDraft("Bar Sur", "Sur SRL", "30-71129151-9", "AR", null, null, null, null),
                new NewOwner(email("sur"), "Sur", PASSWORD));

        assertThat(created)
                .isEqualTo(new Organization(
                        created.id(),
                        "Bar Sur",
                        "Sur SRL",
                        "30711291519",
                        "AR",
                        "ARS",
                        "America/Argentina/Buenos_Aires",
                        "es-AR",
                        null,
                        1));
        assertThat(security.organizations.all()).contains(created.id());
    }

    @ParameterizedTest
    @CsvSource({
        "organization.taxId, B12345678, ES, , ,",
        "organization.taxId, B12345674, AR, , ,",
        "organization.country, , FR, , ,",
        "organization.currency, , ES, EURO, ,",
        "organization.timeZone, , ES, , Europe/Teguise,",
        "organization.locale, , ES, , , de-DE"
    })
    void what_is_not_valid_is_refused_by_its_field(
            String field, String taxId, String country, String currency, String timeZone, String locale) {
        TestSecurity security = TestSecurity.shared(TestDatabase.DERBY);
        String address = email("nadie");

        ProblemException refused = problem(() -> security.administration.create(
                new OrganizationDraft("X", null, taxId, country, currency, timeZone, locale, null),
                new NewOwner(address, "X", PASSWORD)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).extracting(e -> e.field()).containsExactly(field);
        assertThat(security.accounts.credentials(address)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void its_details_change_for_who_has_seen_the_last_version(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        assertThat(security.as(owner, security.organizations::current).name()).isEqualTo("Negocio");
        OrganizationChange change =
                new OrganizationChange("Nuevo", "Nuevo SL", "B12345674", "Atlantic/Canary", "en", "Calle 2");

        Organization changed = security.as(owner, () -> security.register.change(TestMatch.version(1), change));

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.currency()).isEqualTo("EUR");
        assertThat(security.as(owner, security.organizations::current)).isEqualTo(changed);
        assertThat(security.problem(owner, () -> security.register.change(TestMatch.version(1), change))
                        .status())
                .isEqualTo(412);
        assertThat(security.audited)
                .filteredOn(a -> a.record().equals(changed.id()))
                .extracting(Audited::action)
                .contains("security.organization.change");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_cache_keeps_nothing_of_a_change_that_was_rolled_back(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();

        assertThatThrownBy(() -> security.run(
                        owner,
                        () -> security.tx.run(() -> {
                            security.register.change(
                                    TestMatch.any(),
                                    new OrganizationChange("Mal", "Mal", null, "Europe/Madrid", "en", null));
                            throw new IllegalArgumentException("changed its mind");
                        })))
                .hasMessage("changed its mind");

        assertThat(security.as(owner, security.organizations::current).name()).isEqualTo("Negocio");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void there_is_always_an_administrator_of_the_platform(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Login admin = security.install();
            Login other = security.newMember(admin, "manager");

            assertThat(change(security, admin, admin, false, false).code()).isEqualTo("security.account.last-admin");
            assertThat(change(security, admin, admin, true, true).code()).isEqualTo("security.account.last-admin");

            assertThat(change(security, admin, other, true, false)).isNull();
            assertThat(security.caller(other).may("platform.organization.manage"))
                    .isTrue();
            assertThat(change(security, admin, admin, false, false)).isNull();
            assertThat(security.caller(admin).may("platform.organization.manage"))
                    .isFalse();
            assertThat(change(security, other, other, false, false).code()).isEqualTo("security.account.last-admin");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_administrator_without_organisation_still_administers(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Login admin = security.install();
            security.newMember(admin, "owner");
            security.run(admin, () -> security.members.remove(admin.user().id()));

            Login login = security.login(admin);

            assertThat(login.organization()).isNull();
            assertThat(security.caller(login).permissions())
                    .containsExactlyInAnyOrder("platform.organization.manage", "platform.account.manage");
            assertThat(security.as(login, security.own::access).organization()).isNull();
            assertThat(security.logins.refresh(login.refreshToken()).organization())
                    .isNull();
            assertThat(change(security, login, admin, true, false)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void administrators_list_everything_and_reset_any_password(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login admin = security.logins.login("admin@rubro.test", PASSWORD, null, "");
        Login someone = security.newOrganization();
        PageRequest page = new PageRequest(1, null, null);

        assertThat(security.administration.organizations(page, null).items()).hasSize(1);
        String next = security.administration.organizations(page, null).next();
        assertThat(security.administration
                        .organizations(new PageRequest(1, null, next), null)
                        .items())
                .doesNotContainAnyElementsOf(
                        security.administration.organizations(page, null).items());
        assertThat(security.administration.accounts(page, null).next()).isNotNull();

        security.run(
                admin,
                () -> security.administration.resetPassword(someone.user().id(), "una clave bien larga"));
        assertThat(problem(() -> security.caller(someone)).status()).isEqualTo(401);
        assertThat(security.logins.login(someone.user().email(), "una clave bien larga", null, ""))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_user_changes_his_own_name_and_language(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();

        Account changed = security.as(
                login, () -> security.own.change(TestMatch.version(1), new ProfileChange(" Eva ", "es-AR")));

        assertThat(changed.name()).isEqualTo("Eva");
        assertThat(changed.locale()).isEqualTo("es-AR");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(security.problem(
                                login, () -> security.own.change(TestMatch.version(2), new ProfileChange("Eva", "xx")))
                        .errors())
                .extracting(e -> e.field())
                .containsExactly("locale");
    }

    private static ProblemException change(
            TestSecurity security, Login by, Login whom, boolean platformAdmin, boolean disabled) {
        try {
            security.as(
                    by,
                    () -> security.administration.change(
                            whom.user().id(), TestMatch.any(), new AccountChange(platformAdmin, disabled)));
            return null;
        } catch (ProblemException e) {
            return e;
        }
    }
}
