package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.company;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static io.rubro.platform.security.internal.service.TestSecurity.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewUser;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetupTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_first_start_writes_a_token_only_the_owner_of_the_server_can_read(TestDatabase database) throws Exception {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            security.setup();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(security.tokenFile)))
                    .isEqualTo("rw-------");
            String token = security.setupToken();
            assertThat(token).hasSize(43);

            security.setup(); // a restart before anybody used it
            assertThat(security.setupToken()).isEqualTo(token);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_token_creates_the_organisation_and_an_owner_who_administers_the_platform(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Setup setup = security.setup();
            OrganizationDraft draft = new OrganizationDraft(
                    " Carnicería Pérez ",
                    null,
                    "b-12345674",
                    "ES",
                    null,
                    "Atlantic/Canary",
                    null,
                    "Calle 1\r\nTeguise");
            NewUser ana = new NewUser(" Ana@Perez.ES ", "Ana", TestSecurity.PASSWORD);

            Login login = setup.install(security.setupToken(), draft, ana, "curl");

            Organization created = login.organization();
            assertThat(created.name()).isEqualTo("Carnicería Pérez");
            assertThat(created.legalName()).isEqualTo("Carnicería Pérez");
            assertThat(created.taxId()).isEqualTo("B12345674");
            assertThat(created.currency()).isEqualTo("EUR");
            assertThat(created.timeZone()).isEqualTo("Atlantic/Canary");
            assertThat(created.locale()).isEqualTo("es-ES");
            assertThat(created.address()).isEqualTo("Calle 1\nTeguise");
            assertThat(login.user().email()).isEqualTo("ana@perez.es");
            assertThat(login.user().platformAdmin()).isTrue();

            Caller caller = security.caller(login);
            assertThat(caller.organization()).isEqualTo(created.id());
            assertThat(caller.permissions())
                    .containsExactlyInAnyOrder("*", "platform.organization.manage", "platform.account.manage");
            assertThat(security.tokenFile).doesNotExist();
            assertThat(security.audited).extracting(a -> a.action()).containsExactly("security.organization.create");
            assertThat(security.logins
                            .login("ana@perez.es", TestSecurity.PASSWORD, null, "")
                            .organization())
                    .isEqualTo(created);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void it_works_once(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Setup setup = security.setup();
            String token = security.setupToken();
            setup.install(token, company("Una"), user("una@rubro.test"), "");

            ProblemException again = problem(() -> setup.install(token, company("Otra"), user("otra@rubro.test"), ""));

            assertThat(again.status()).isEqualTo(409);
            assertThat(again.code()).isEqualTo("security.setup.done");
            security.setup(); // a restart afterwards
            assertThat(security.tokenFile).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_wrong_token_or_bad_data_changes_nothing(TestDatabase database) {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Setup setup = security.setup();
            String token = security.setupToken();
            OrganizationDraft badTaxId = new OrganizationDraft("X", null, "B12345678", "ES", null, null, null, null);
            NewUser badPassword = new NewUser("ana@rubro.test", "Ana", "contraseña123");

            assertThat(problem(() -> setup.install("x".repeat(43), company("X"), user("a@b.c"), ""))
                            .status())
                    .isEqualTo(403);
            assertThat(problem(() -> setup.install(token, badTaxId, user("ana@rubro.test"), ""))
                            .errors())
                    .extracting(e -> e.field())
                    .containsExactly("organization.taxId");
            assertThat(problem(() -> setup.install(token, company("X"), badPassword, ""))
                            .errors())
                    .extracting(e -> e.field())
                    .containsExactly("administrator.password");

            assertThat(security.organizations.all()).isEmpty();
            assertThat(setup.install(token, company("X"), user("ana@rubro.test"), "")
                            .accessToken())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_two_at_the_same_time_one_wins(TestDatabase database) throws Exception {
        try (TestSecurity security = TestSecurity.fresh(database)) {
            Setup setup = security.setup();
            String token = security.setupToken();
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<String>> outcomes = new ArrayList<>();
            for (String name : List.of("uno", "dos")) {
                outcomes.add(threads.submit(() -> {
                    start.await();
                    try {
                        setup.install(token, company(name), user(name + "@rubro.test"), "");
                        return "created";
                    } catch (ProblemException e) {
                        return e.code();
                    }
                }));
            }

            List<String> results = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                results.add(outcome.get());
            }
            threads.shutdown();

            assertThat(results).containsExactlyInAnyOrder("created", "security.setup.done");
            assertThat(security.organizations.all()).hasSize(1);
            assertThat(security.sql.query("select email from security.app_user", row -> row.getString(1)))
                    .hasSize(1);
        }
    }
}
