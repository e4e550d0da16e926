package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.PASSWORD;
import static io.rubro.platform.security.internal.service.TestSecurity.email;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.Member;
import io.rubro.platform.security.internal.model.MemberChange;
import io.rubro.platform.security.internal.model.NewMember;
import io.rubro.platform.security.internal.service.TestSecurity.Audited;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MembersTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_new_member_gets_an_account_and_can_log_in(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        String address = email("nuevo");

        Member added = security.as(
                owner,
                () -> security.members.add(new NewMember(" " + address.toUpperCase(), " Luz ", PASSWORD, "staff")));

        assertThat(added.email()).isEqualTo(address);
        assertThat(added.name()).isEqualTo("Luz");
        assertThat(added.role()).isEqualTo("staff");
        assertThat(security.logins.login(address, PASSWORD, null, "").organization())
                .isEqualTo(owner.organization());
        assertThat(security.audited)
                .filteredOn(a -> a.record().equals(added.id()))
                .extracting(Audited::action, Audited::organization)
                .contains(tuple("security.member.add", owner.organization().id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void bad_wishes_are_refused_with_the_field_at_fault(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();

        assertThat(field(security, owner, new NewMember(email("x"), "X", "corta", "staff")))
                .isEqualTo("password");
        assertThat(field(security, owner, new NewMember(email("x"), "X", null, "staff")))
                .isEqualTo("password");
        assertThat(field(security, owner, new NewMember(email("x"), "X", PASSWORD, "king")))
                .isEqualTo("role");
        assertThat(field(
                        security,
                        owner,
                        new NewMember(email("x"), "X", PASSWORD, Id.next().toString())))
                .isEqualTo("role");
        assertThat(field(security, owner, new NewMember(email("x"), "X\0", PASSWORD, "staff")))
                .isEqualTo("name");
        assertThat(field(security, owner, new NewMember("\0" + email("x"), "X", PASSWORD, "staff")))
                .isEqualTo("email");
        assertThat(security.problem(
                                owner,
                                () -> security.members.add(
                                        new NewMember(owner.user().email(), "X", PASSWORD, "staff")))
                        .code())
                .isEqualTo("security.member.exists");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_has_an_account_keeps_his_password_and_name(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login guest = security.newOrganization();

        Member added = security.as(
                owner,
                () -> security.members.add(new NewMember(guest.user().email(), "Otro", "contraseña ajena", "viewer")));

        assertThat(added.id()).isEqualTo(guest.user().id());
        assertThat(added.name()).isEqualTo(guest.user().name());
        assertThat(security.login(guest).organizations()).hasSize(2);
        assertThat(problem(() -> security.logins.login(guest.user().email(), "contraseña ajena", null, ""))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_gives_a_role_that_may_do_more_than_he(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login manager = security.newMember(owner, "manager");
        Login staff = security.newMember(owner, "staff");

        assertThat(security.problem(
                                manager, () -> security.members.add(new NewMember(email("x"), "X", PASSWORD, "owner")))
                        .code())
                .isEqualTo("security.grant-exceeded");
        assertThat(change(security, manager, manager, "owner", false).code()).isEqualTo("security.grant-exceeded");
        assertThat(change(security, manager, staff, "owner", false).status()).isEqualTo(403);
        assertThat(security.member(staff).role()).isEqualTo("staff");
        Login added = security.newMember(manager, "viewer");
        assertThat(security.member(added).role()).isEqualTo("viewer");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobody_touches_a_member_who_may_do_more_than_he(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login manager = security.newMember(owner, "manager");
        security.newMember(owner, "owner");

        assertThat(change(security, manager, owner, "viewer", false).status()).isEqualTo(403);
        assertThat(change(security, manager, owner, "owner", true).status()).isEqualTo(403);
        assertThat(security.problem(
                                manager,
                                () -> security.members.remove(owner.user().id()))
                        .status())
                .isEqualTo(403);
        assertThat(security.problem(
                                manager,
                                () -> security.members.resetPassword(
                                        owner.user().id(), "una clave bien larga"))
                        .status())
                .isEqualTo(403);
        assertThat(security.login(owner).accessToken()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_last_owner_stays(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login shutOut = security.newMember(owner, "owner");
        assertThat(change(security, owner, shutOut, "owner", true)).isNull();

        assertThat(change(security, owner, owner, "manager", false).code()).isEqualTo("security.member.last-owner");
        assertThat(change(security, owner, owner, "owner", true).code()).isEqualTo("security.member.last-owner");
        assertThat(security.problem(
                                owner,
                                () -> security.members.remove(owner.user().id()))
                        .status())
                .isEqualTo(409);

        Login second = security.newMember(owner, "owner");
        assertThat(change(security, owner, owner, "viewer", false)).isNull();
        assertThat(change(security, second, second, "viewer", false).code()).isEqualTo("security.member.last-owner");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void two_owners_who_demote_one_another_leave_one(TestDatabase database) throws Exception {
        TestSecurity security = TestSecurity.shared(database);
        for (int round = 0; round < 5; round++) {
            Login one = security.newOrganization();
            Login two = security.newMember(one, "owner");
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Callable<ProblemException>> attempts = List.of(
                    () -> {
                        start.await();
                        return change(security, one, two, "viewer", false);
                    },
                    () -> {
                        start.await();
                        return change(security, two, one, "viewer", false);
                    });

            List<ProblemException> refused = new ArrayList<>();
            for (Future<ProblemException> attempt : threads.invokeAll(attempts)) {
                if (attempt.get() != null) {
                    refused.add(attempt.get());
                }
            }
            threads.shutdown();

            assertThat(refused).hasSize(1);
            assertThat(List.of(role(security, one), role(security, two))).containsOnlyOnce("owner");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_is_shut_out_is_out_at_once_and_may_come_back(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login staff = security.newMember(owner, "staff");
        security.caller(staff);

        change(security, owner, staff, "staff", true);
        assertThat(problem(() -> security.caller(staff)).status()).isEqualTo(401);

        change(security, owner, staff, "staff", false);
        assertThat(problem(() -> security.caller(staff)).status())
                .as("old sessions stay ended")
                .isEqualTo(401);
        assertThat(security.caller(security.login(staff)).may("shop.sale.write"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_that_has_not_seen_the_last_one_is_refused(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login staff = security.newMember(owner, "staff");
        Id user = staff.user().id();

        security.as(
                owner, () -> security.members.change(user, TestMatch.version(1), new MemberChange("viewer", false)));

        assertThat(security.problem(
                                owner,
                                () -> security.members.change(
                                        user, TestMatch.version(1), new MemberChange("manager", false)))
                        .status())
                .isEqualTo(412);
        assertThat(security.problem(
                                owner, () -> security.members.change(user, null, new MemberChange("manager", false)))
                        .status())
                .isEqualTo(428);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_reset_password_opens_and_ends_the_old_sessions(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login staff = security.newMember(owner, "staff");
        for (int i = 0; i < 5; i++) {
            problem(() -> security.logins.login(staff.user().email(), "olvidada", null, ""));
        }

        security.run(owner, () -> security.members.resetPassword(staff.user().id(), "una clave bien larga"));

        assertThat(problem(() -> security.caller(staff)).status()).isEqualTo(401);
        assertThat(security.logins
                        .login(staff.user().email(), "una clave bien larga", null, "")
                        .accessToken())
                .as("the lock-out is lifted too")
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_account_shared_with_others_keeps_its_password(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login victim = security.newOrganization();
        security.as(
                owner, () -> security.members.add(new NewMember(victim.user().email(), "V", null, "viewer")));
        Login admin = security.logins.login("admin@rubro.test", PASSWORD, null, "");
        Login ambitious = security.newMember(admin, "owner");

        assertThat(security.problem(
                                owner,
                                () -> security.members.resetPassword(
                                        victim.user().id(), "una clave bien larga"))
                        .code())
                .isEqualTo("security.member.account-shared");
        assertThat(security.problem(
                                ambitious,
                                () -> security.members.resetPassword(
                                        admin.user().id(), "una clave bien larga"))
                        .code())
                .as("an administrator of the platform may do more than any owner")
                .isEqualTo("security.grant-exceeded");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_users_of_another_organisation_do_not_exist(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login stranger = security.newOrganization();
        Id foreign = stranger.user().id();

        assertThat(security.problem(owner, () -> security.members.get(foreign)).status())
                .isEqualTo(404);
        assertThat(change(security, owner, stranger, "viewer", false).status()).isEqualTo(404);
        assertThat(security.problem(owner, () -> security.members.remove(foreign))
                        .status())
                .isEqualTo(404);
        assertThat(security.problem(owner, () -> security.members.resetPassword(foreign, "una clave bien larga"))
                        .status())
                .isEqualTo(404);
        assertThat(security.as(owner, () -> security.members.list(page(null), null, null))
                        .items())
                .extracting(Member::id)
                .containsExactly(owner.user().id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_list_comes_in_pages(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        for (int i = 0; i < 4; i++) {
            security.as(owner, () -> security.members.add(new NewMember(email("page"), "X", PASSWORD, "viewer")));
        }

        List<Member> all = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            String from = cursor;
            Page<Member> page = security.as(owner, () -> security.members.list(page(from), null, null));
            all.addAll(page.items());
            cursor = page.next();
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(all).extracting(Member::email).hasSize(5).isSorted().doesNotHaveDuplicates();
        assertThat(security.problem(owner, () -> security.members.list(page(PageRequest.cursor("\0")), null, null))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_list_is_searched_by_name_and_address_and_by_state_and_says_who_was_here(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        String address = email("looked-for");
        Member guest = security.as(
                owner, () -> security.members.add(new NewMember(address, "Zoe 100%_!", PASSWORD, "viewer")));

        assertThat(found(security, owner, "zOE", null)).containsExactly(guest.id());
        assertThat(found(security, owner, "looked-for", null)).containsExactly(guest.id());
        assertThat(found(security, owner, "0%_!", null)).containsExactly(guest.id());
        assertThat(found(security, owner, "%", null)).containsExactly(guest.id());
        assertThat(found(security, owner, "Zoe", true)).isEmpty();
        assertThat(found(security, owner, null, false)).hasSize(2);
        assertThat(guest.lastSeen()).isNull();
        assertThat(security.problem(owner, () -> security.members.list(page(null), "a\0", null))
                        .status())
                .isEqualTo(422);

        security.logins.login(address, PASSWORD, null, "test");
        assertThat(security.as(owner, () -> security.members.get(guest.id())).lastSeen())
                .isNotNull();
    }

    private static List<Id> found(TestSecurity security, Login owner, String search, Boolean disabled) {
        return security.as(owner, () -> security.members.list(page(null), search, disabled)).items().stream()
                .map(Member::id)
                .toList();
    }

    private static PageRequest page(String cursor) {
        return new PageRequest(2, null, cursor);
    }

    private static String role(TestSecurity security, Login of) {
        return security.accounts.workplaces(of.user().id()).get(0).role();
    }

    /** The problem the change ends with, or null. */
    private static ProblemException change(TestSecurity security, Login by, Login whom, String role, boolean disabled) {
        try {
            security.as(
                    by,
                    () -> security.members.change(whom.user().id(), TestMatch.any(), new MemberChange(role, disabled)));
            return null;
        } catch (ProblemException e) {
            return e;
        }
    }

    private static String field(TestSecurity security, Login owner, NewMember wanted) {
        return security.problem(owner, () -> security.members.add(wanted))
                .errors()
                .get(0)
                .field();
    }
}
