package io.rubro.fiscal.verifactu.internal.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.model.Schemas;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.fiscal.verifactu.internal.submission.ScriptedAuthority.Weather;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconciliationTest {

    private static String entry(String number, String total, String fingerprint, String state) {
        return """
                <r:RegistroRespuestaConsultaFactuSistemaFacturacion>
                  <r:IDFactura><s:IDEmisorFactura>B12345674</s:IDEmisorFactura>
                    <s:NumSerieFactura>%s</s:NumSerieFactura>
                    <s:FechaExpedicionFactura>20-11-2026</s:FechaExpedicionFactura></r:IDFactura>
                  <r:DatosRegistroFacturacion><r:ImporteTotal>%s</r:ImporteTotal>
                    <r:Encadenamiento><r:RegistroAnterior><s:Huella>ZZ</s:Huella></r:RegistroAnterior>
                    </r:Encadenamiento><r:Huella>%s </r:Huella></r:DatosRegistroFacturacion>
                  <r:EstadoRegistro><r:TimestampUltimaModificacion>2026-11-20T12:00:00+01:00
                    </r:TimestampUltimaModificacion><r:EstadoRegistro>%s</r:EstadoRegistro></r:EstadoRegistro>
                </r:RegistroRespuestaConsultaFactuSistemaFacturacion>"""
                .formatted(number, total, fingerprint, state);
    }

    private static String answer(String... entries) {
        return """
                <r:RespuestaConsultaFactuSistemaFacturacion xmlns:r="%s" xmlns:s="%s">
                  <r:Cabecera><s:IDVersion>1.0</s:IDVersion></r:Cabecera>
                  <r:IndicadorPaginacion>N</r:IndicadorPaginacion><r:ResultadoConsulta>ConDatos</r:ResultadoConsulta>
                  %s</r:RespuestaConsultaFactuSistemaFacturacion>"""
                .formatted(RecordXml.QUERY_ANSWER, RecordXml.INFORMATION, String.join("", entries));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void each_sort_of_difference_is_found(TestDatabase database) throws Exception {
        try (ScriptedAuthority there = new ScriptedAuthority();
                Taxpayer taxpayer = new Taxpayer(database)) {
            for (int i = 1; i <= 5; i++) {
                taxpayer.seal("A-" + i);
            }
            Authority authority = there.authority(Duration.ofSeconds(10));
            Sender sender = new Sender(
                    taxpayer.platform.transactions(),
                    taxpayer.platform.sql(),
                    taxpayer.chain,
                    taxpayer.submissions,
                    authority,
                    event -> {},
                    new RecordedLive(),
                    new RejectionNews(),
                    taxpayer.clock);
            Tenant.call(taxpayer.organization, sender::sendDue);
            taxpayer.seal("A-6");
            List<FiscalRecord> records = Tenant.call(
                    taxpayer.organization,
                    () -> taxpayer.chain.range(taxpayer.chain.heads().get(0).id(), 1, 9));
            there.queryAnswer = answer(
                    entry("A-1", "121", records.get(0).fingerprint(), "Correcto"),
                    entry("A-3", "120.99", records.get(2).fingerprint(), "Correcta"),
                    entry("A-4", "121.00", records.get(3).fingerprint(), "Anulada"),
                    entry("A-5", "121.00", records.get(0).fingerprint(), "Correcta"),
                    entry("B-9", "7.00", "", "Correcta"));
            Reconciliation reconciliation = new Reconciliation(taxpayer.platform.sql(), authority, taxpayer.clock);
            Reconciliation.Report report =
                    Tenant.call(taxpayer.organization, () -> reconciliation.compare(taxpayer.business(), 2026, 11));
            assertThat(report.here()).isEqualTo(5);
            assertThat(report.waiting()).isEqualTo(1);
            assertThat(report.there()).isEqualTo(5);
            assertThat(report.differences())
                    .extracting(Reconciliation.Difference::number, Reconciliation.Difference::kind)
                    .containsExactlyInAnyOrder(
                            tuple("A-2", Reconciliation.Kind.ONLY_HERE),
                            tuple("A-3", Reconciliation.Kind.TOTAL),
                            tuple("A-4", Reconciliation.Kind.STATE),
                            tuple("A-5", Reconciliation.Kind.FINGERPRINT),
                            tuple("B-9", Reconciliation.Kind.ONLY_THERE));
            Reconciliation.Report october =
                    Tenant.call(taxpayer.organization, () -> reconciliation.compare(taxpayer.business(), 2026, 10));
            assertThat(october.here()).isZero();
        }
    }

    @Test
    void the_question_is_valid_and_an_authority_that_does_not_answer_is_said() throws Exception {
        try (ScriptedAuthority there = new ScriptedAuthority();
                Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            there.queryAnswer = answer();
            Reconciliation reconciliation = new Reconciliation(
                    taxpayer.platform.sql(), there.authority(Duration.ofSeconds(10)), taxpayer.clock);
            Tenant.call(taxpayer.organization, () -> reconciliation.compare(taxpayer.business(), 2026, 11));
            there.weather.add(Weather.CLIENT_FAULT);
            assertThatThrownBy(() -> Tenant.call(
                            taxpayer.organization, () -> reconciliation.compare(taxpayer.business(), 2026, 11)))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.status()).isEqualTo(502);
                        assertThat(problem.args().get("text")).asString().startsWith("4104: ");
                    });
            for (int month : new int[] {0, 13}) {
                assertThatThrownBy(() -> reconciliation.compare(taxpayer.business(), 2026, month))
                        .isInstanceOf(ProblemException.class);
            }
            String question = SoapMessages.query(
                    "B12345674", "Demo & Cía", 2026, "11", new QueryAnswer.Key("B12345674", "A-1", "20-11-2026"));
            String body = question.replaceFirst("(?s)^.*<soapenv:Body>(.*)</soapenv:Body>.*$", "$1");
            assertThat(Schemas.errors(Schemas.schema("ConsultaLR.xsd"), body)).isEmpty();
        }
    }
}
