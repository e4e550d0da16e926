package io.rubro.fiscal.verifactu.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples the authority published: specification of the fingerprint 0.1.2, annex, and of the signature 0.1.5. */
class RecordTypeTest {

    private static final String FIRST = "3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60";
    private static final String SECOND = "F7B94CFD8924EDFF273501B01EE5153E4CE8F259766F88CF6ACB8935802A2B97";
    private static final String THIRD = "177547C0D57AC74748561D054A9CEC14B4C4EA23D1BEFD6F2E69E3A388F90C68";
    private static final String SIGNED = "FF954378B64ED331A9B2366AD317D86E9DEC1716B12DD0ACCB172A6DC4C105AA";

    private static Map<String, String> alta(String... values) {
        return fields(RecordType.ALTA, values);
    }

    private static Map<String, String> fields(RecordType type, String... values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            fields.put(type.names().get(i), values[i]);
        }
        return fields;
    }

    private static String fingerprint(RecordType type, Map<String, String> fields) {
        return Sha256.of(type.canonical(fields));
    }

    @Test
    void the_first_record_of_a_chain_has_the_published_fingerprint() {
        Map<String, String> fields = alta(
                "89890001K", "12345678/G33", "01-01-2024", "F1", "12.35", "123.45", "", "2024-01-01T19:20:30+01:00");
        assertThat(RecordType.ALTA.canonical(fields))
                .isEqualTo("IDEmisorFactura=89890001K&NumSerieFactura=12345678/G33&FechaExpedicionFactura=01-01-2024"
                        + "&TipoFactura=F1&CuotaTotal=12.35&ImporteTotal=123.45&Huella="
                        + "&FechaHoraHusoGenRegistro=2024-01-01T19:20:30+01:00");
        assertThat(fingerprint(RecordType.ALTA, fields)).isEqualTo(FIRST);
    }

    @Test
    void the_second_record_of_a_chain_has_the_published_fingerprint() {
        assertThat(fingerprint(
                        RecordType.ALTA,
                        alta(
                                "89890001K",
                                "12345679/G34",
                                "01-01-2024",
                                "F1",
                                "12.35",
                                "123.45",
                                FIRST,
                                "2024-01-01T19:20:35+01:00")))
                .isEqualTo(SECOND);
    }

    @Test
    void a_cancellation_has_the_published_fingerprint() {
        assertThat(fingerprint(
                        RecordType.ANULACION,
                        fields(
                                RecordType.ANULACION,
                                "89890001K",
                                "12345679/G34",
                                "01-01-2024",
                                SECOND,
                                "2024-01-01T19:20:40+01:00")))
                .isEqualTo(THIRD);
    }

    @Test
    void a_rectifying_record_has_the_published_fingerprint() {
        assertThat(fingerprint(
                        RecordType.ALTA,
                        alta(
                                "89890001K",
                                "12345678-G66",
                                "03-02-2025",
                                "R3",
                                "41.4",
                                "241.4",
                                "C9AF4AF1EF5EBBA700350DE3EEF12C2D355C56AC56F13DB2A25E0031BD2B7ED5",
                                "2025-02-03T14:30:00+01:00")))
                .isEqualTo(SIGNED);
    }

    @Test
    void blanks_at_the_ends_do_not_count_and_those_inside_do() {
        Map<String, String> fields = alta("89890001K", "  12345678 / G33  ");
        assertThat(RecordType.ALTA.canonical(fields))
                .startsWith("IDEmisorFactura=89890001K&NumSerieFactura=12345678 / G33&FechaExpedicionFactura=&");
    }
}
