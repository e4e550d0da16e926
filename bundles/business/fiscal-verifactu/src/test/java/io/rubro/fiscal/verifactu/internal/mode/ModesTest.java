package io.rubro.fiscal.verifactu.internal.mode;

import static io.rubro.fiscal.verifactu.internal.mode.OperatingMode.NO_VERIFACTU;
import static io.rubro.fiscal.verifactu.internal.mode.OperatingMode.VERIFACTU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import io.rubro.fiscal.verifactu.internal.eventlog.Kept;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When which mode begins and ends. */
class ModesTest {

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void without_records_it_changes_at_once_and_the_log_begins(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            assertThat(kept.<OperatingMode>as(() -> taxpayer.modes.of(taxpayer.business())))
                    .isEqualTo(VERIFACTU);
            Standing standing = kept.change(NO_VERIFACTU);
            assertThat(standing.mode()).isEqualTo(NO_VERIFACTU);
            assertThat(standing.since().from()).isEqualTo(LocalDate.of(2026, 11, 20));
            assertThat(standing.next()).isNull();
            assertThat(kept.types()).containsExactly("01");
            assertThat(kept.change(NO_VERIFACTU).history()).hasSize(1);
            assertThat(taxpayer.audited).containsExactly("fiscal-verifactu.mode.change NO_VERIFACTU");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void with_records_it_changes_with_the_year_and_can_be_withdrawn(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            taxpayer.seal("F-1");
            Standing standing = kept.change(NO_VERIFACTU);
            assertThat(standing.mode()).isEqualTo(VERIFACTU);
            assertThat(standing.next().from()).isEqualTo(LocalDate.of(2027, 1, 1));
            assertThat(standing.endOfVerifactu()).contains(LocalDate.of(2026, 12, 31));
            assertThat(kept.events()).isEmpty();
            Standing withdrawn = kept.change(VERIFACTU);
            assertThat(withdrawn.next()).isNull();
            assertThat(withdrawn.history()).hasSize(2);
            taxpayer.now = Instant.parse("2027-01-02T11:00:00Z");
            assertThat(kept.<OperatingMode>as(() -> taxpayer.modes.of(taxpayer.business())))
                    .isEqualTo(VERIFACTU);
            assertThat(kept.change(NO_VERIFACTU).next().from()).isEqualTo(LocalDate.of(2028, 1, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void with_the_year_the_log_begins_before_the_first_record_is_over(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            taxpayer.seal("F-1");
            kept.change(NO_VERIFACTU);
            taxpayer.now = Instant.parse("2026-12-31T22:59:59Z");
            assertThat(taxpayer.seal("F-2").state()).isEqualTo(FiscalState.PENDING);
            assertThat(kept.events()).isEmpty();
            // midnight in Madrid
            taxpayer.now = Instant.parse("2026-12-31T23:00:00Z");
            assertThat(taxpayer.seal("F-3").state()).isEqualTo(FiscalState.NOT_SENT);
            assertThat(taxpayer.seal("F-4").state()).isEqualTo(FiscalState.NOT_SENT);
            // what is sent late goes on to say when it ended
            assertThat(kept.as(() -> taxpayer.modes.standing(taxpayer.business()))
                            .endOfVerifactu())
                    .contains(LocalDate.of(2026, 12, 31));
            assertThat(kept.types()).containsExactly("01");
            assertThat(taxpayer.verify().intact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void to_verifactu_it_changes_at_once_and_the_log_ends(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            kept.change(NO_VERIFACTU);
            FiscalSeal first = taxpayer.seal("F-1");
            assertThat(first.legend()).isNull();
            assertThat(first.qrUrl()).startsWith("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQRNoVerifactu?nif=");
            assertThat(kept.change(VERIFACTU).mode()).isEqualTo(VERIFACTU);
            assertThat(kept.types()).containsExactly("01", "10", "02");
            FiscalSeal second = taxpayer.seal("F-2");
            assertThat(second.legend()).isEqualTo("Factura verificable en la sede electrónica de la AEAT");
            assertThat(second.qrUrl()).startsWith("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=");
            assertThat(second.previousHash()).isEqualTo(first.hash());
            // sent again, and so again until the end of the year
            assertThat(kept.change(NO_VERIFACTU).next().from()).isEqualTo(LocalDate.of(2027, 1, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_kept_is_signed_and_not_sent(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            kept.change(NO_VERIFACTU);
            taxpayer.seal("F-1");
            int queued = kept.as(() -> taxpayer.platform
                    .sql()
                    .query(
                            "select record_id from fiscal_verifactu.submission where organization_id = {org}",
                            row -> row.getLong("record_id"))
                    .size());
            assertThat(queued).isZero();
            int signed = kept.as(() -> {
                var head = taxpayer.chain.heads().get(0);
                return taxpayer.signatures.range(head.id(), 1, 10).size();
            });
            assertThat(signed).isEqualTo(1);
        }
    }

    @Test
    void without_a_key_it_does_not_change_and_nothing_is_issued() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> Tenant.call(
                            taxpayer.organization, () -> taxpayer.modes.change(taxpayer.business(), NO_VERIFACTU)))
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("fiscal-verifactu.certificate.missing"));
            assertThat(Tenant.call(taxpayer.organization, () -> taxpayer.modes.of(taxpayer.business())))
                    .isEqualTo(VERIFACTU);
        }
    }

    @Test
    void a_key_that_ends_ends_issuing() {
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            kept.change(NO_VERIFACTU);
            taxpayer.now = Instant.parse("2071-01-01T00:00:00Z");
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> taxpayer.seal("F-1"))
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("fiscal-verifactu.certificate.expired"));
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> kept.as(() -> {
                        taxpayer.regime.check(taxpayer.business(), Taxpayer.invoice(null, Taxpayer.acme(), "100.00"));
                        return true;
                    }));
            assertThat(kept.as(() -> taxpayer.chain.heads())).allMatch(head -> head.lastPosition() == 0);
        }
    }
}
