package io.rubro.crm.internal.duplicates;

import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static io.rubro.crm.internal.service.Crm.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.duplicates.Duplicates.Group;
import io.rubro.crm.internal.duplicates.Duplicates.Member;
import io.rubro.crm.internal.duplicates.Duplicates.Similar;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DuplicatesTest {

    private Crm crm;

    private void start(TestDatabase database) {
        crm = new Crm(database);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Contact create(ContactDraft draft) {
        return crm.in(() -> crm.contacts.create(draft));
    }

    private List<Group> groups() {
        return crm.in(() -> crm.duplicates.list(page())).items();
    }

    private static List<Id> ids(Group group) {
        return group.members().stream().map(Member::contact).map(Contact::id).toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_that_may_be_one_are_found_when_they_are_stored_and_say_why(TestDatabase database) {
        start(database);
        Contact one = create(company("Panadería López, S.L.", "B12345674", "info@lopez.es"));
        create(company("Ferretería Norte", null, null));
        assertThat(groups()).isEmpty();
        Contact two = create(company("LOPEZ PANADERIA SLU", null, null)
                .edit()
                .phone("+34 955 11 22 33")
                .build());
        Contact three = create(
                person("Marta Ruiz", null, null).edit().phone("955112233").build());
        assertThat(groups()).hasSize(1);
        Group group = groups().get(0);
        assertThat(ids(group)).containsExactly(one.id(), two.id(), three.id());
        assertThat(group.id()).isEqualTo(one.id());
        assertThat(group.score()).isEqualTo(50);
        assertThat(group.pairs()).hasSize(2);
        assertThat(group.pairs().get(0).reasons()).containsExactly(Reason.NAME);
        assertThat(group.pairs().get(1).reasons()).containsExactly(Reason.PHONE);
        assertThat(crm.in(() -> crm.duplicates.of(two.id())))
                .extracting(similar -> similar.contact().id())
                .containsExactly(one.id(), three.id());
        assertThatThrownBy(() -> Tenant.call(Crm.ARGENTINA, () -> crm.duplicates.of(two.id())))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(404));

        crm.in(() -> crm.contacts.update(
                two.id(), new IfMatch(two.version()), company("Otra Cosa SL", null, "otra@cosa.es")));
        assertThat(groups()).isEmpty();
        assertThat((int) crm.in(crm.duplicates::count)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_is_archived_is_no_duplicate_until_brought_back(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme SL", null, null));
        create(company("Acme", null, null));
        crm.in(() -> {
            crm.contacts.archive(one.id());
            return null;
        });
        assertThat(groups()).isEmpty();
        crm.in(() -> crm.contacts.restore(one.id()));
        assertThat(groups()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_somebody_said_are_two_stays_two(TestDatabase database) {
        start(database);
        Contact one = create(company("Acme SL", null, null));
        Contact two = create(company("Acme SA", null, null));
        crm.in(() -> {
            crm.duplicates.dismiss(two.id(), one.id());
            return null;
        });
        assertThat(groups()).isEmpty();
        crm.in(() ->
                crm.contacts.update(two.id(), new IfMatch(two.version()), company("Acme, S.A.", null, "acme@acme.es")));
        assertThat(groups()).isEmpty();
        assertThat(crm.trail).extracting(Crm.Entry::action).contains("crm.duplicate.dismiss");
        assertThatThrownBy(() -> crm.in(() -> {
                    crm.duplicates.dismiss(one.id(), new Id(5));
                    return null;
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void groups_come_page_by_page_the_likeliest_first(TestDatabase database) {
        start(database);
        for (int i = 0; i < 3; i++) {
            create(company("Empresa Pareja " + i, null, null));
            create(company("Pareja Empresa " + i, null, null));
        }
        create(company("Muy Seguro", null, null).edit().phone("600112233").build());
        create(company("Muy Seguro SL", null, null).edit().phone("600 11 22 33").build());
        List<Group> all = new ArrayList<>();
        String cursor = null;
        do {
            String at = cursor;
            Page<Group> page = crm.in(() -> crm.duplicates.list(new PageRequest(2, null, at)));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).extracting(Group::score).containsExactly(73, 50, 50, 50);
        assertThat(all).extracting(Group::id).doesNotHaveDuplicates();
        assertThatThrownBy(
                        () -> crm.in(() -> crm.duplicates.list(new PageRequest(2, null, PageRequest.cursor("x", "y")))))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_key_that_very_many_share_says_nothing(TestDatabase database) {
        start(database);
        for (int i = 0; i <= ContactKeys.SHARED_BY_TOO_MANY + 5; i++) {
            create(company("Vivero " + i, null, null).edit().phone("911000000").build());
        }
        int before = groups().get(0).pairs().size();
        create(company("Otra empresa", null, null).edit().phone("911000000").build());
        assertThat(groups().get(0).pairs()).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_is_written_down_again_is_noticed_before_it_is_stored(TestDatabase database) {
        start(database);
        Contact acme = create(company("Acme Ibérica SL", "B12345674", "info@acme.com"));
        List<Similar> byName = similar("ACME IBERICA", null, null, null);
        assertThat(byName).extracting(s -> s.contact().id()).containsExactly(acme.id());
        assertThat(similar(null, null, "INFO@acme.com", null).get(0).score()).isEqualTo(85);
        assertThat(similar(null, null, null, "ES-B12345674").get(0).reasons()).containsExactly(Reason.TAX_ID);
        assertThat(similar("Alguien", null, null, null)).isEmpty();
        assertThat(similar("", "", "", "")).isEmpty();
        assertThat(crm.in(() ->
                        crm.duplicates.similar(ContactKind.COMPANY, "Acme Ibérica", null, null, null, null, acme.id())))
                .isEmpty();
        assertThat(Tenant.call(
                        Crm.ARGENTINA,
                        () -> crm.duplicates.similar(
                                ContactKind.COMPANY, "Acme Ibérica SL", null, "info@acme.com", null, null, null)))
                .isEmpty();
    }

    private List<Similar> similar(String name, String phone, String email, String taxId) {
        return crm.in(() -> crm.duplicates.similar(ContactKind.COMPANY, name, phone, email, taxId, null, null));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_from_before_there_were_keys_get_theirs(TestDatabase database) {
        start(database);
        create(company("Acme SL", null, null));
        create(company("Acme", null, null));
        crm.in(() -> {
            crm.platform.sql().update("delete from crm.contact_key where organization_id = {org}");
            crm.platform.sql().update("delete from crm.contact_pair where organization_id = {org}");
            return null;
        });
        DuplicatesJob job = new DuplicatesJob(
                crm.platform.transactions(), crm.platform.sql(), crm.contacts, crm.keys, crm.organizations);
        job.run();
        assertThat(groups()).hasSize(1);
        // two that were stored at the same moment: neither saw the other
        crm.in(() -> crm.platform.sql().update("delete from crm.contact_pair where organization_id = {org}"));
        job.run();
        assertThat(groups()).hasSize(1);
    }
}
