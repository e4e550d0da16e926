package io.rubro.fiscal.verifactu.internal.eventlog;

import static io.rubro.fiscal.verifactu.internal.mode.OperatingMode.NO_VERIFACTU;
import static io.rubro.fiscal.verifactu.internal.mode.OperatingMode.VERIFACTU;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.model.Schemas;
import io.rubro.fiscal.verifactu.internal.model.Sha256;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.fiscal.verifactu.internal.signing.XadesVerifier;
import io.rubro.platform.persistence.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the log tells, how it is chained and signed, and what gives a change away. */
class EventLogTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    static Path folder;

    private static Checks.Result check(Kept kept) {
        return kept.as(() -> kept.checks.run(kept.taxpayer.business(), true));
    }

    private static Map<String, String> export(Kept kept, LocalDate from, LocalDate to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PeriodExport.Prepared prepared = kept.as(() -> kept.export.prepare(kept.taxpayer.business(), from, to, true));
        kept.as(() -> {
            prepared.write(out);
            return true;
        });
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everything_is_chained_signed_and_found_intact(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            kept.change(NO_VERIFACTU);
            kept.taxpayer.seal("F-1");
            kept.taxpayer.seal("F-2");
            kept.pass(Duration.ofSeconds(1));
            Checks.Result result = check(kept);
            assertThat(result.intact()).isTrue();
            assertThat(result.records().checked()).isEqualTo(2);
            assertThat(result.records().signed()).isEqualTo(2);
            assertThat(result.events().checked()).isEqualTo(1);
            assertThat(kept.types()).containsExactly("01", "03", "05");
            Event first = kept.events().get(0);
            Event second = kept.events().get(1);
            assertThat(first.previous()).isNull();
            assertThat(second.previous()).isEqualTo(first.asLink());
            assertThat(first.xml()).contains("<sf:PrimerEvento>S</sf:PrimerEvento>");
            assertThat(second.xml())
                    .contains(
                            "<sf:NumeroDeRegistrosFacturacionProcesadosSobreIntegridadFirmas>2<",
                            "<sf:HuellaEvento>" + first.fingerprint() + "<");
            assertThat(XadesVerifier.check(second.xml(), "Evento").good()).isTrue();
            assertThat(check(kept).intact()).isTrue();
        }
    }

    @Test
    void the_fingerprint_is_of_the_fields_the_authority_says() {
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            kept.change(NO_VERIFACTU);
            Event event = kept.events().get(0);
            assertThat(event.fingerprint())
                    .isEqualTo(
                            Sha256.of(
                                    "NIF=B12345674&ID=&IdSistemaInformatico=RU&Version=0.1.0&NumeroInstalacion=1-"
                                            + kept.taxpayer.organization
                                            + "&NIF=B12345674&TipoEvento=01&HuellaEvento=&FechaHoraHusoGenEvento=2026-11-20T12:00:00+01:00"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_summary_is_made_every_six_hours_even_if_nothing_happened(TestDatabase database) {
        try (Kept kept = new Kept(database, folder)) {
            Taxpayer taxpayer = kept.taxpayer;
            taxpayer.seal("BEFORE");
            assertThat(kept.<Boolean>as(() -> taxpayer.summaries.appendIfDue(taxpayer.business())))
                    .isFalse();
            kept.change(NO_VERIFACTU);
            taxpayer.now = Instant.parse("2027-01-01T08:00:00Z");
            taxpayer.seal("F-1");
            taxpayer.seal("F-2");
            assertThat(kept.<Boolean>as(() -> taxpayer.summaries.appendIfDue(taxpayer.business())))
                    .isFalse();
            kept.pass(Duration.ofHours(6));
            assertThat(kept.<Boolean>as(() -> taxpayer.summaries.appendIfDue(taxpayer.business())))
                    .isTrue();
            assertThat(kept.<Boolean>as(() -> taxpayer.summaries.appendIfDue(taxpayer.business())))
                    .isFalse();
            kept.pass(Duration.ofHours(6));
            assertThat(kept.<Boolean>as(() -> taxpayer.summaries.appendIfDue(taxpayer.business())))
                    .isTrue();
            List<Event> events = kept.events();
            assertThat(kept.types()).containsExactly("01", "10", "10");
            assertThat(events.get(1).xml())
                    .contains(
                            "<sf:TipoEvento>01</sf:TipoEvento><sf:NumeroDeEventos>1<",
                            "<sf:NumSerieFactura>F-1<",
                            "<sf:NumSerieFactura>F-2<",
                            "<sf:NumeroDeRegistrosFacturacionAltaGenerados>2<",
                            "<sf:SumaCuotaTotalAlta>42.00<",
                            "<sf:SumaImporteTotalAlta>242.00<");
            assertThat(events.get(2).xml())
                    .contains(
                            "<sf:TipoEvento>01</sf:TipoEvento><sf:NumeroDeEventos>0<",
                            "<sf:NumeroDeRegistrosFacturacionAltaGenerados>0<",
                            "<sf:SumaImporteTotalAlta>0<");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update fiscal_verifactu.record set total = '1.00' where number = 'F-1' | FINGERPRINT SIGNATURE
            delete from fiscal_verifactu.signed_record | SIGNATURE SIGNATURE
            update fiscal_verifactu.record set description = 'x' where number = 'F-2' | FINGERPRINT SIGNATURE
            """)
    void a_changed_record_is_found_and_logged(String statement, String anomalies) throws SQLException {
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            kept.change(NO_VERIFACTU);
            kept.taxpayer.seal("F-1");
            kept.taxpayer.seal("F-2");
            kept.tamper(statement);
            Checks.Result result = check(kept);
            assertThat(result.records().found())
                    .extracting(found -> found.anomaly().name())
                    .containsExactly(anomalies.split(" "));
            assertThat(kept.types()).containsExactly("01", "03", "04", "04", "05");
            assertThat(kept.events().get(2).xml())
                    .contains(
                            "<sf:DeteccionAnomaliasRegFacturacion><sf:TipoAnomalia>"
                                    + Anomaly.valueOf(anomalies.split(" ")[0]).code(),
                            "<sf:NumSerieFactura>F-");
        }
    }

    @Test
    void a_changed_record_is_found_when_the_next_one_is_made() throws SQLException {
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            kept.change(NO_VERIFACTU);
            kept.taxpayer.seal("F-1");
            kept.tamper("update fiscal_verifactu.record set total = '1.00'");
            kept.taxpayer.seal("F-2");
            kept.taxpayer.seal("F-3");
            assertThat(kept.types()).containsExactly("01", "04");
            assertThat(kept.events().get(1).xml()).contains("<sf:TipoAnomalia>01<", "<sf:NumSerieFactura>F-1<");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update fiscal_verifactu.event set event_type = '90' where chain_position = 2 | FINGERPRINT LINK
            update fiscal_verifactu.event set generated_at = '2026-11-20T12:00:01+01:00' where chain_position = 3 | FINGERPRINT
            delete from fiscal_verifactu.event where chain_position = 2 | GAP LINK
            delete from fiscal_verifactu.event where chain_position = 3 | HEAD
            update fiscal_verifactu.event set document = '<x/>' where chain_position = 3 | FINGERPRINT SIGNATURE
            """)
    void a_changed_event_is_found_and_logged(String statement, String anomalies) throws SQLException {
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            kept.change(NO_VERIFACTU);
            kept.taxpayer.seal("F-1");
            check(kept);
            kept.tamper(statement);
            kept.pass(Duration.ofMinutes(5));
            Checks.Result result = check(kept);
            assertThat(result.events().found())
                    .extracting(found -> found.anomaly().name())
                    .containsExactly(anomalies.split(" "));
            assertThat(kept.types()).contains("06");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_period_is_exported_as_it_was_signed_and_the_export_is_logged(TestDatabase database) throws IOException {
        try (Kept kept = new Kept(database, folder)) {
            kept.change(NO_VERIFACTU);
            kept.taxpayer.seal("F-1");
            kept.pass(Duration.ofDays(1));
            kept.taxpayer.seal("F-2");
            kept.pass(Duration.ofDays(1));
            kept.taxpayer.seal("F-3");
            Map<String, String> files = export(kept, TODAY, TODAY.plusDays(1));
            String chain = "B12345674-1-" + kept.taxpayer.organization;
            assertThat(files)
                    .containsOnlyKeys(
                            "registros/" + chain + "/000000001.xml",
                            "registros/" + chain + "/000000002.xml",
                            "eventos/" + chain + "/000000001.xml");
            String first = files.get("registros/" + chain + "/000000001.xml");
            assertThat(first).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sf:RegistroAlta ");
            assertThat(XadesVerifier.check(first, "RegistroAlta").good()).isTrue();
            assertThat(XadesVerifier.check(files.get("eventos/" + chain + "/000000001.xml"), "Evento")
                            .good())
                    .isTrue();
            assertThat(kept.types()).containsExactly("01", "08", "09");
            assertThat(kept.events().get(1).xml())
                    .contains(
                            "<sf:FechaHoraHusoInicioPeriodoExport>2026-11-20T00:00:00+01:00<",
                            "<sf:FechaHoraHusoFinPeriodoExport>2026-11-21T23:59:59+01:00<",
                            "<sf:NumeroDeRegistrosFacturacionAltaExportados>2<",
                            "<sf:SumaImporteTotalAlta>242.00<",
                            "<sf:RegistrosFacturacionExportadosDejanDeConservarse>N<");
            assertThat(export(kept, TODAY.minusDays(9), TODAY.minusDays(8))).isEmpty();
        }
    }

    @Test
    void with_verifactu_records_are_exported_unsigned_and_nothing_is_logged() throws IOException {
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            kept.taxpayer.seal("F-1");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            kept.as(() -> {
                kept.export
                        .prepare(kept.taxpayer.business(), TODAY, TODAY, false)
                        .write(out);
                return true;
            });
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
                assertThat(zip.getNextEntry().getName()).endsWith("/000000001.xml");
                String record = kept.as(() -> RecordXml.of(kept.taxpayer
                        .chain
                        .range(kept.taxpayer.chain.heads().get(0).id(), 1, 1)
                        .get(0)));
                assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                        .endsWith("?>\n" + record);
                assertThat(zip.getNextEntry()).isNull();
            }
            assertThat(kept.events()).isEmpty();
            assertThat(kept.<Checks.Result>as(() -> kept.checks.run(kept.taxpayer.business(), false))
                            .intact())
                    .isTrue();
            assertThat(kept.events()).isEmpty();
        }
    }

    @Test
    void every_event_and_every_signed_record_is_valid() throws SQLException, IOException {
        Schema events = Schemas.schema("EventosSIF.xsd");
        Schema records = Schemas.schema("SuministroInformacion.xsd");
        try (Kept kept = new Kept(TestDatabase.DERBY, folder)) {
            kept.change(NO_VERIFACTU);
            kept.taxpayer.seal("F-1");
            kept.taxpayer.seal("F-2");
            Map<String, String> files = export(kept, TODAY, TODAY);
            kept.as(() -> kept.taxpayer.log.append(kept.taxpayer.business(), EventType.OTHER, "Señor & Cía <1>"));
            kept.tamper("update fiscal_verifactu.record set total = '1.00' where number = 'F-1'");
            kept.tamper("update fiscal_verifactu.event set document = '<x/>' where chain_position = 1");
            check(kept);
            kept.change(VERIFACTU);
            assertThat(kept.types())
                    .containsExactly("01", "08", "09", "90", "03", "04", "04", "05", "06", "06", "10", "02");
            for (Event event : kept.events().subList(1, 12)) {
                assertThat(Schemas.errors(events, event.xml())).as(event.xml()).isEmpty();
            }
            assertThat(files).hasSize(3);
            files.forEach(
                    (name, xml) -> assertThat(Schemas.errors(name.startsWith("registros") ? records : events, xml))
                            .isEmpty());
        }
    }
}
