package io.rubro.fiscal.verifactu.standin.internal;

import static io.rubro.fiscal.verifactu.standin.internal.Client.alta;
import static io.rubro.fiscal.verifactu.standin.internal.Client.anulacion;
import static io.rubro.fiscal.verifactu.standin.internal.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule has its code; with the authority's schemas, if they are there, and without. */
class RulesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T11:00:30Z"), ZoneOffset.UTC);
    /** In the form of the tax numbers, and in no census. */
    private static final String STRANGER = "89890002E";

    private StandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start(0, Options.defaults().clock(CLOCK).unknownTaxpayers(Set.of(STRANGER)));
        client = new Client(standIn);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private String outcome(String record) {
        return client.send(record).outcomes().get(0);
    }

    @Test
    void what_is_right_is_accepted() {
        assertThat(outcome(alta("1"))).isEqualTo("Correcto");
    }

    @Test
    void the_authoritys_examples_have_their_fingerprints() {
        String first = alta("12345678/G33")
                .replace("20-11-2026", "01-01-2024")
                .replace("<sf:CuotaTotal>21.00", "<sf:CuotaTotal>12.35")
                .replace("<sf:ImporteTotal>121.00", "<sf:ImporteTotal>123.45")
                .replace("2026-11-20T12:00:00", "2024-01-01T19:20:30");
        String second = first.replace("12345678/G33", "12345679/G34").replace("19:20:30", "19:20:35");
        String third = anulacion("12345679/G34")
                .replace("20-11-2026", "01-01-2024")
                .replace("2026-11-20T12:00:00", "2024-01-01T19:20:40");
        assertThat(client.chained(first)).contains("3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60");
        assertThat(client.chained(second)).contains("F7B94CFD8924EDFF273501B01EE5153E4CE8F259766F88CF6ACB8935802A2B97");
        assertThat(client.chained(third)).contains("177547C0D57AC74748561D054A9CEC14B4C4EA23D1BEFD6F2E69E3A388F90C68");
    }

    /** From what is right to what is wrong by replacing one text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1108 | <sf:IDEmisorFactura>89890001K | <sf:IDEmisorFactura>89890002E
            1112 | 20-11-2026 | 21-11-2026
            1130 | <sf:NumSerieFactura>N | <sf:NumSerieFactura>Nº
            1152 | 20-11-2026 | 27-10-2024
            1114 | <sf:TipoFactura>F1 | <sf:TipoFactura>R1
            1123 | A58818501 | A58818502
            1189 | <sf:TipoFactura>F1 | <sf:TipoFactura>F3
            1190 | <sf:TipoFactura>F1 | <sf:TipoFactura>F2
            1238 | <sf:CalificacionOperacion>S1</sf:CalificacionOperacion> | <sf:OperacionExenta>E1</sf:OperacionExenta>
            1198 | <sf:CalificacionOperacion>S1 | <sf:CalificacionOperacion>S2
            1237 | <sf:CalificacionOperacion>S1 | <sf:CalificacionOperacion>N1
            1286 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>02
            1201 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>04
            1202 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>06
            1252 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>08
            1205 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>10
            1147 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>14
            1246 | <sf:ClaveRegimen>01 | <sf:ClaveRegimen>21
            1245 | <sf:ClaveRegimen>01</sf:ClaveRegimen> | ''
            1124 | <sf:TipoImpositivo>21 | <sf:TipoImpositivo>20
            1194 | <sf:TipoImpositivo>21 | <sf:TipoImpositivo>5
            1235 | <sf:TipoImpositivo>21 | <sf:TipoImpositivo>2
            1236 | <sf:TipoImpositivo>21 | <sf:TipoImpositivo>7.5
            1142 | <sf:CuotaRepercutida>21.00 | <sf:CuotaRepercutida>31.01
            1143 | <sf:CuotaRepercutida>21.00 | <sf:CuotaRepercutida>-1.00
            1208 | <sf:CuotaRepercutida>21.00</sf:CuotaRepercutida> | ''
            1177 | <sf:IdSistemaInformatico>RB | <sf:IdSistemaInformatico>rb
            1176 | B12345674 | B12345678
            1244 | 12:00:00+01:00 | 12:00:00.5+01:00
            """)
    void one_change_is_refused_with_its_code(String code, String right, String wrong) {
        String record = alta("N1").replace(right, wrong);
        if (code.equals("1189")) {
            record = record.replaceFirst("<sf:Destinatarios>.*</sf:Destinatarios>", "");
        }
        assertThat(record).isNotEqualTo(alta("N1"));
        assertThat(outcome(record)).isEqualTo("Incorrecto " + code);
    }

    /** From what is right to what is wrong by adding a field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1153 | operation | <sf:RechazoPrevio>X</sf:RechazoPrevio>
            1161 | operation | <sf:RechazoPrevio>S</sf:RechazoPrevio>
            1115 | correction | <sf:TipoRectificativa>I</sf:TipoRectificativa>
            1116 | correction | <sf:FacturasSustituidas><sf:IDFacturaSustituida><sf:IDEmisorFactura>89890001K</sf:IDEmisorFactura><sf:NumSerieFactura>1</sf:NumSerieFactura><sf:FechaExpedicionFactura>01-01-2025</sf:FechaExpedicionFactura></sf:IDFacturaSustituida></sf:FacturasSustituidas>
            1117 | correction | <sf:FacturasRectificadas><sf:IDFacturaRectificada><sf:IDEmisorFactura>89890001K</sf:IDEmisorFactura><sf:NumSerieFactura>1</sf:NumSerieFactura><sf:FechaExpedicionFactura>01-01-2025</sf:FechaExpedicionFactura></sf:IDFacturaRectificada></sf:FacturasRectificadas>
            1119 | correction | <sf:ImporteRectificacion><sf:BaseRectificada>1</sf:BaseRectificada><sf:CuotaRectificada>1</sf:CuotaRectificada></sf:ImporteRectificacion>
            1146 | correction | <sf:FechaOperacion>21-11-2026</sf:FechaOperacion>
            1125 | correction | <sf:FechaOperacion>01-01-2028</sf:FechaOperacion>
            1134 | correction | <sf:FechaOperacion>19-11-2006</sf:FechaOperacion>
            1138 | marks | <sf:Macrodato>S</sf:Macrodato>
            1185 | marks | <sf:FacturaSinIdentifDestinatarioArt61d>S</sf:FacturaSinIdentifDestinatarioArt61d>
            1186 | marks | <sf:EmitidaPorTerceroODestinatario>T</sf:EmitidaPorTerceroODestinatario>
            """)
    void one_field_more_is_refused_with_its_code(String code, String place, String field) {
        String record = with(alta("N1"), place, field);
        // what lies after next year lies after today too, which is said first
        String expected = code.equals("1125") ? "1146" : code;
        assertThat(outcome(record)).isEqualTo("Incorrecto " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "21,5.2,Correcto",
        "21,1.4,Incorrecto 1162",
        "10,1.4,Correcto",
        "10,5.2,Incorrecto 1163",
        "4,0.5,Correcto",
        "4,5.2,Incorrecto 1164",
        "21,3,Incorrecto 1127",
        "0,0,Incorrecto 1170"
    })
    void a_surcharge_goes_with_its_rate(String rate, String surcharge, String outcome) {
        String record = alta("N1")
                .replace("<sf:TipoImpositivo>21", "<sf:TipoImpositivo>" + rate)
                .replace(
                        "<sf:CuotaRepercutida>21.00</sf:CuotaRepercutida>",
                        "<sf:CuotaRepercutida>" + rate + ".00</sf:CuotaRepercutida><sf:TipoRecargoEquivalencia>"
                                + surcharge
                                + "</sf:TipoRecargoEquivalencia><sf:CuotaRecargoEquivalencia>" + surcharge
                                + "</sf:CuotaRecargoEquivalencia>")
                .replace("<sf:CuotaTotal>21.00", "<sf:CuotaTotal>" + rate)
                .replace("<sf:ImporteTotal>121.00", "<sf:ImporteTotal>1" + (rate.length() == 1 ? "0" : "") + rate);
        assertThat(outcome(record)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "FR,02,FR12345678901,Correcto",
        "FR,02,DE123456789,Incorrecto 1122",
        ",02,PT123456789,Correcto",
        ",02,PT1234,Incorrecto 1103",
        "AR,04,20-12345678-6,Correcto",
        ",04,X,Incorrecto 1111",
        "ES,04,X,Incorrecto 1234",
        "ES,07,12345678Z,Correcto",
        "ES,07,X,Incorrecto 1290",
        "FR,07,X,Incorrecto 1126",
        "ES,03,X,Correcto"
    })
    void a_foreigner_has_an_identification_of_its_kind(String country, String type, String id, String outcome) {
        String other = "<sf:IDOtro>"
                + (country == null ? "" : "<sf:CodigoPais>" + country + "</sf:CodigoPais>") + "<sf:IDType>" + type
                + "</sf:IDType><sf:ID>" + id + "</sf:ID></sf:IDOtro>";
        assertThat(outcome(alta("N1").replace("<sf:NIF>A58818501</sf:NIF>", other)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "01,E1,Correcto",
        "01,E2,Incorrecto 1199",
        "02,E2,Correcto",
        "07,E2,Incorrecto 1203",
        "03,E1,Correcto",
        "01,E7,Incorrecto 1182",
        "02,E5,Incorrecto 1289",
        "08,E1,Incorrecto 1252"
    })
    void what_is_exempt_goes_with_its_scheme(String scheme, String exemption, String outcome) {
        String record = alta("N1")
                .replace("<sf:ClaveRegimen>01", "<sf:ClaveRegimen>" + scheme)
                .replaceFirst(
                        "<sf:CalificacionOperacion>.*</sf:TipoImpositivo>",
                        "<sf:OperacionExenta>" + exemption + "</sf:OperacionExenta>")
                .replace("<sf:CuotaRepercutida>21.00</sf:CuotaRepercutida>", "")
                .replace("<sf:CuotaTotal>21.00", "<sf:CuotaTotal>0")
                .replace("<sf:ImporteTotal>121.00", "<sf:ImporteTotal>100");
        assertThat(outcome(record)).isEqualTo(outcome);
    }

    @Test
    void a_simplified_invoice_stops_at_3010_euros() {
        String small = simplified("2487.60", "522.40", "3010.00");
        String large = simplified("2487.61", "522.40", "3010.01");
        assertThat(client.send(small.replace(">NUM<", ">A<"), large.replace(">NUM<", ">B<"))
                        .outcomes())
                .containsExactly("Correcto", "Incorrecto 1150");
        assertThat(outcome(with(
                        large,
                        "marks",
                        "<sf:FacturaSinIdentifDestinatarioArt61d>S</sf:FacturaSinIdentifDestinatarioArt61d>")))
                .isEqualTo("Correcto");
    }

    private static String simplified(String base, String quota, String total) {
        return alta("NUM")
                .replaceFirst("<sf:Destinatarios>.*</sf:Destinatarios>", "")
                .replace("<sf:TipoFactura>F1", "<sf:TipoFactura>F2")
                .replace(">100.00<", ">" + base + "<")
                .replace(">21.00<", ">" + quota + "<")
                .replace(">121.00<", ">" + total + "<");
    }

    @ParameterizedTest
    @CsvSource({
        "2001,A58818501,89890002E",
        "2005,<sf:ImporteTotal>121.00,<sf:ImporteTotal>131.01",
        "2006,<sf:CuotaTotal>21.00,<sf:CuotaTotal>10.99",
        "2004,2026-11-20T12:00:00,2026-11-20T12:04:31",
        "2009,<sf:ClaveRegimen>01</sf:ClaveRegimen>,<sf:Impuesto>02</sf:Impuesto>"
    })
    void some_faults_are_accepted(String code, String right, String wrong) {
        String record = alta("N1").replace(right, wrong);
        assertThat(outcome(record)).isEqualTo("AceptadoConErrores " + code);
    }

    @Test
    void a_wrong_fingerprint_is_accepted_with_2000() {
        String record = client.chained(alta("N1")).replace("<sf:ImporteTotal>121.00", "<sf:ImporteTotal>121.0");
        assertThat(client.post(Client.message("", record)).outcomes()).containsExactly("AceptadoConErrores 2000");
    }

    @Test
    void a_second_first_record_is_accepted_with_2007_and_noted() {
        client.send(alta("N1"));
        Client another = new Client(standIn);
        assertThat(another.send(alta("N2")).outcomes()).containsExactly("AceptadoConErrores 2007");
        assertThat(standIn.notes().chainFaults()).containsExactly("N2 follows nothing, not N1");
    }

    @Test
    void a_link_with_a_wrong_fingerprint_before_it_is_accepted_with_2002_or_2003() {
        client.send(alta("N1"));
        String good = client.chained(alta("N2"));
        String before = Client.read(good).previous().fingerprint();
        String shortened = resealed(good.replace(before, before.substring(1)));
        String lowered = resealed(good.replace(before, "a".repeat(64)).replace("N2", "N3"));
        assertThat(client.post(Client.message("", shortened, lowered)).outcomes())
                .containsExactly("AceptadoConErrores 2002", "AceptadoConErrores 2003");
    }

    private static String resealed(String record) {
        Registration read = Client.read(record);
        return record.replace(read.fingerprint(), read.expectedFingerprint());
    }
}
