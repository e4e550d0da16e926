package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.security.Colleague;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.MemberChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberColleaguesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everybody_sees_who_works_in_his_own_organisation_but_not_who_was_shut_out(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        MemberColleagues colleagues =
                new MemberColleagues(security.sql, security.roles, security.platform.schema("security"));
        Login owner = security.newOrganization();
        Login viewer = security.newMember(owner, "viewer");
        Login gone = security.newMember(owner, "staff");
        Login stranger = security.newOrganization();
        security.as(
                owner,
                () -> security.members.change(gone.user().id(), TestMatch.any(), new MemberChange("staff", true)));

        assertThat(security.as(viewer, colleagues::all))
                .extracting(Colleague::id)
                .containsExactlyInAnyOrder(owner.user().id(), viewer.user().id());
        assertThat(security.as(viewer, () -> colleagues.find(owner.user().id())))
                .hasValueSatisfying(found -> {
                    assertThat(found.name()).isEqualTo("Dueña");
                    assertThat(found.email()).isEqualTo(owner.user().email());
                });
        assertThat(security.as(owner, () -> colleagues.find(gone.user().id()))).isEmpty();
        assertThat(security.as(owner, () -> colleagues.find(stranger.user().id())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_a_colleague_may_do_follows_his_role(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        MemberColleagues colleagues =
                new MemberColleagues(security.sql, security.roles, security.platform.schema("security"));
        Login owner = security.newOrganization();
        Login viewer = security.newMember(owner, "viewer");

        assertThat(may(security, colleagues, owner, owner.user().id(), "crm.anything.write"))
                .isTrue();
        assertThat(may(security, colleagues, owner, viewer.user().id(), "security.user.manage"))
                .isFalse();
        assertThat(may(security, colleagues, owner, Id.next(), "security.user.manage"))
                .isFalse();
        security.as(
                owner,
                () -> security.members.change(viewer.user().id(), TestMatch.any(), new MemberChange("owner", false)));
        assertThat(may(security, colleagues, owner, viewer.user().id(), "security.user.manage"))
                .isTrue();
        assertThat(may(security, colleagues, owner, viewer.user().id(), "platform.jobs.read"))
                .isFalse();
    }

    private static boolean may(
            TestSecurity security, MemberColleagues colleagues, Login caller, Id user, String permission) {
        return security.as(caller, () -> colleagues.may(user, permission));
    }
}
