package io.rubro.fiscal.verifactu.internal.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the header of a message says of its circumstances. */
class SoapMessagesTest {

    private static String header(String end, boolean late) {
        String message = SoapMessages.submission("89890001K", "Demo, S.L.", end, late, List.of("<x/>"));
        return message.replaceAll("(?s).*<lr:Cabecera>(.*)</lr:Cabecera>.*", "$1")
                .replaceAll("(?s)<sf:ObligadoEmision .*</sf:ObligadoEmision>", "")
                .replaceAll(" xmlns:[a-z]+=\"[^\"]*\"", "");
    }

    @Test
    void it_says_nothing_without_an_end_and_in_time() {
        assertThat(header(null, false)).isEmpty();
    }

    @Test
    void it_says_when_verifactu_ends_and_that_an_incident_made_it_late() {
        assertThat(header("31-12-2026", true))
                .isEqualTo("<sf:RemisionVoluntaria><sf:FechaFinVeriFactu>31-12-2026</sf:FechaFinVeriFactu>"
                        + "<sf:Incidencia>S</sf:Incidencia></sf:RemisionVoluntaria>");
        assertThat(header("31-12-2026", false)).doesNotContain("Incidencia");
        assertThat(header(null, true)).doesNotContain("FechaFin");
    }
}
