package io.rubro.fiscal.verifactu.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordResourceTest {

    private static Taxpayer taxpayer;
    private static RecordResource records;

    @BeforeAll
    static void start() {
        taxpayer = new Taxpayer(TestDatabase.DERBY);
        records = new RecordResource(taxpayer.chain, taxpayer.submissions, taxpayer.corrections);
        for (int i = 1; i <= 7; i++) {
            taxpayer.seal("A-" + i);
        }
    }

    @AfterAll
    static void stop() {
        taxpayer.close();
    }

    private static Page<RecordView> page(int limit, String sort, String cursor) {
        return Tenant.call(
                taxpayer.organization, () -> records.list(new RecordQuery(), new PageRequest(limit, sort, cursor)));
    }

    private static List<Long> walk(String sort) {
        List<Long> positions = new ArrayList<>();
        String cursor = null;
        do {
            Page<RecordView> page = page(3, sort, cursor);
            page.items().forEach(view -> positions.add(view.position()));
            cursor = page.next();
        } while (cursor != null);
        return positions;
    }

    @Test
    void the_chain_can_be_walked_forward_and_backward() {
        assertThat(walk("position")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(walk("-position")).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void each_record_leads_to_its_neighbours_and_says_whether_it_is_right() {
        List<RecordView> views = page(50, "position", null).items();
        RecordView second = views.get(1);
        RecordView read = Tenant.call(taxpayer.organization, () -> records.get(second.id()));
        assertThat(read).isEqualTo(second);
        assertThat(read.previousId()).isEqualTo(views.get(0).id());
        assertThat(read.nextId()).isEqualTo(views.get(2).id());
        assertThat(read.chained()).isTrue();
        assertThat(read.inOrder()).isTrue();
        assertThat(views.get(0).previousId()).isNull();
        assertThat(views.get(0).previous()).isNull();
        assertThat(views.get(6).nextId()).isNull();
    }

    private static List<Long> found(RecordQuery query) {
        return Tenant.call(taxpayer.organization, () -> records.list(query, new PageRequest(50, "position", null)))
                .items()
                .stream()
                .map(RecordView::position)
                .toList();
    }

    @Test
    void records_are_found_by_state_kind_and_number() {
        assertThat(found(new RecordQuery("open", null, null))).hasSize(7);
        assertThat(found(new RecordQuery("pending,rejected", "f1", null))).hasSize(7);
        assertThat(found(new RecordQuery("accepted", null, null))).isEmpty();
        assertThat(found(new RecordQuery(null, "R1", null))).isEmpty();
        assertThat(found(new RecordQuery(null, null, "a-3"))).containsExactly(3L);
        assertThat(found(new RecordQuery(null, null, "%"))).isEmpty();
        assertThatThrownBy(() -> found(new RecordQuery("lost", null, null))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> found(new RecordQuery(null, "F9", null))).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_record_says_how_far_it_has_come_and_shows_its_xml() {
        RecordView view = page(1, null, null).items().get(0);
        assertThat(view.submission()).isNotNull();
        assertThat(view.submission().attempts()).isZero();
        assertThat(view.correctable()).isFalse();
        assertThat(view.resendable()).isTrue();
        assertThat(view.breakdown()).singleElement().satisfies(line -> assertThat(line.rate())
                .isEqualTo("21"));
        String xml = Tenant.call(taxpayer.organization, () -> records.xml(view.id()));
        assertThat(xml).startsWith("<sf:RegistroAlta").contains(view.fingerprint());
    }

    @Test
    void a_damaged_record_is_marked() throws Exception {
        try (Taxpayer other = new Taxpayer(TestDatabase.DERBY)) {
            other.seal("A-1");
            other.seal("A-2");
            try (Connection c = other.platform.localDataSource().getConnection();
                    Statement s = c.createStatement()) {
                s.executeUpdate("update fiscal_verifactu.record set total = '1.00' where chain_position = 2");
                c.commit();
            }
            List<RecordView> views = Tenant.call(other.organization, () -> new RecordResource(
                                    other.chain, other.submissions, other.corrections)
                            .list(new RecordQuery(), new PageRequest(10, null, null)))
                    .items();
            assertThat(views).extracting(RecordView::chained).containsExactly(false, true);
        }
    }

    @Test
    void an_organization_without_records_has_an_empty_page() {
        Page<RecordView> empty =
                Tenant.call(Id.next(), () -> records.list(new RecordQuery(), new PageRequest(10, null, null)));
        assertThat(empty.items()).isEmpty();
    }

    @Test
    void a_record_of_another_organization_is_not_found() {
        Id theirs = page(1, null, null).items().get(0).id();
        assertThatThrownBy(() -> Tenant.call(Id.next(), () -> records.get(theirs)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                        .isEqualTo(404));
    }

    @Test
    void a_cursor_somebody_made_up_is_refused_or_shows_nothing() {
        assertThatThrownBy(() -> page(10, "position", PageRequest.cursor("x"))).isInstanceOf(ProblemException.class);
        assertThat(page(10, "position", PageRequest.cursor(7)).items()).isEmpty();
        assertThat(page(10, "-position", PageRequest.cursor(1)).items()).isEmpty();
    }

    @Test
    void verification_answers_for_all_chains() {
        VerificationResource.Report report =
                Tenant.call(taxpayer.organization, () -> new VerificationResource(taxpayer.chain).verify());
        assertThat(report.intact()).isTrue();
        assertThat(report.chains()).singleElement().satisfies(state -> {
            assertThat(state.records()).isEqualTo(7);
            assertThat(state.issuer()).isEqualTo("B12345674");
        });
    }
}
