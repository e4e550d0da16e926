package io.rubro.fiscal.verifactu.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rubro.fiscal.verifactu.internal.eventlog.Kept;
import io.rubro.fiscal.verifactu.internal.mode.OperatingMode;
import io.rubro.fiscal.verifactu.internal.signing.SigningKeys;
import io.rubro.fiscal.verifactu.internal.signing.TestKey;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says of the mode, the events and what is kept. */
class KeptResourcesTest {

    @TempDir
    static Path folder;

    private Kept kept;
    private ModeResource mode;
    private EventResource events;
    private KeptRecordResource records;

    @BeforeEach
    void start() {
        kept = new Kept(TestDatabase.DERBY, folder);
        Organizations organizations = new Organizations() {
            @Override
            public Organization current() {
                return kept.taxpayer.business();
            }

            @Override
            public List<Id> all() {
                return List.of(kept.taxpayer.organization);
            }
        };
        mode = new ModeResource(
                kept.taxpayer.modes, new SigningKeys(TestKey.file(folder).toString(), TestKey.PASSWORD), organizations);
        events = new EventResource(kept.taxpayer.log);
        records = new KeptRecordResource(
                kept.taxpayer.chain,
                kept.taxpayer.signatures,
                kept.checks,
                kept.export,
                kept.taxpayer.modes,
                organizations);
    }

    @AfterEach
    void stop() {
        kept.close();
    }

    private void refuses(Callable<?> call, int status, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> kept.as(call))
                .satisfies(problem -> {
                    assertThat(problem.status()).isEqualTo(status);
                    String said = problem.errors().isEmpty()
                            ? problem.code()
                            : problem.errors().get(0).code();
                    assertThat(said).isEqualTo(code);
                });
    }

    private Id recordId() {
        return kept.as(() -> {
            var head = kept.taxpayer.chain.heads().get(0);
            return kept.taxpayer.chain.range(head.id(), 1, 1).get(0).id();
        });
    }

    @Test
    void the_mode_is_told_and_chosen() {
        ModeResource.View before = kept.as(mode::get);
        assertThat(before.mode()).isEqualTo(OperatingMode.VERIFACTU);
        assertThat(before.since()).isNull();
        assertThat(before.certificate().state()).isEqualTo(SigningKeys.State.READY);
        assertThat(before.certificate().subject()).contains("89890001K");
        kept.taxpayer.seal("F-1");
        ModeResource.View chosen = kept.as(() -> mode.put(new ModeResource.Request("NO_VERIFACTU")));
        assertThat(chosen.mode()).isEqualTo(OperatingMode.VERIFACTU);
        assertThat(chosen.next().from()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(chosen.endOfVerifactu()).isEqualTo(LocalDate.of(2026, 12, 31));
        ModeResource.View withdrawn = kept.as(() -> mode.put(new ModeResource.Request("VERIFACTU")));
        assertThat(withdrawn.next()).isNull();
        assertThat(withdrawn.history()).hasSize(2);
        refuses(() -> mode.put(new ModeResource.Request("SOMETHING")), 422, "fiscal-verifactu.mode");
    }

    @Test
    void events_are_listed_page_by_page_and_read_alone_with_their_xml() {
        kept.change(OperatingMode.NO_VERIFACTU);
        kept.as(records::check);
        Page<EventResource.View> first = kept.as(() -> events.list(new PageRequest(2, null, null)));
        assertThat(first.items()).extracting(EventResource.View::type).containsExactly("05", "03");
        assertThat(first.items()).allMatch(event -> event.xml() == null);
        Page<EventResource.View> second = kept.as(() -> events.list(new PageRequest(2, null, first.next())));
        assertThat(second.items()).extracting(EventResource.View::type).containsExactly("01");
        assertThat(second.next()).isNull();
        Id id = second.items().get(0).id();
        assertThat(kept.<String>as(() -> events.get(id).xml())).contains("<ds:Signature ");
        refuses(() -> events.get(Id.next()), 404, "fiscal-verifactu.event-not-found");
        refuses(() -> events.list(new PageRequest(2, null, PageRequest.cursor("!"))), 422, "rest.cursor");
    }

    @Test
    void a_signed_record_is_told_with_what_its_signature_is_worth() throws SQLException {
        kept.change(OperatingMode.NO_VERIFACTU);
        kept.taxpayer.seal("F-1");
        Id id = recordId();
        KeptRecordResource.Signed signed = kept.as(() -> records.signed(id));
        assertThat(signed.good()).isTrue();
        assertThat(signed.xml()).startsWith("<sf:RegistroAlta ").endsWith("</ds:Signature></sf:RegistroAlta>");
        kept.tamper("update fiscal_verifactu.record set total = '1.00'");
        assertThat(kept.<Boolean>as(() -> records.signed(id).good())).isFalse();
        KeptRecordResource.Report report = kept.as(records::check);
        assertThat(report.intact()).isFalse();
        assertThat(report.records().anomalyCount()).isEqualTo(2);
        refuses(() -> records.signed(Id.next()), 404, "fiscal-verifactu.record-not-found");
    }

    @Test
    void a_record_that_was_sent_is_not_signed() {
        kept.taxpayer.seal("F-1");
        Id id = recordId();
        refuses(() -> records.signed(id), 404, "fiscal-verifactu.not-signed");
    }

    @Test
    void a_period_is_downloaded() {
        kept.change(OperatingMode.NO_VERIFACTU);
        kept.taxpayer.seal("F-1");
        Response response = kept.as(() -> records.export("2026-11-20", "2026-11-20"));
        assertThat(response.getHeaderString(HttpHeaders.CONTENT_DISPOSITION))
                .isEqualTo("attachment; filename=\"registros-2026-11-20-2026-11-20.zip\"");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        kept.as(() -> {
            ((StreamingOutput) response.getEntity()).write(file);
            return true;
        });
        assertThat(file.toByteArray()).startsWith('P', 'K');
        assertThat(kept.types()).containsExactly("01", "08", "09");
        refuses(() -> records.export("2026-11-20", "2026-11-19"), 422, "fiscal-verifactu.period");
        refuses(() -> records.export("yesterday", "2026-11-19"), 422, "fiscal-verifactu.period");
        refuses(() -> records.export(null, null), 422, "fiscal-verifactu.period");
    }
}
