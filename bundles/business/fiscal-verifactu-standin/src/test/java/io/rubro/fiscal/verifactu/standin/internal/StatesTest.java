package io.rubro.fiscal.verifactu.standin.internal;

import static io.rubro.fiscal.verifactu.standin.internal.Client.alta;
import static io.rubro.fiscal.verifactu.standin.internal.Client.anulacion;
import static io.rubro.fiscal.verifactu.standin.internal.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which record is taken in which state of its invoice. */
class StatesTest {

    private StandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T11:00:30Z"), ZoneOffset.UTC);
        standIn = StandIn.start(0, Options.defaults().clock(clock));
        client = new Client(standIn);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private static String operation(String record, String correction, String rejection, String without) {
        String fields = field("Subsanacion", correction)
                + field("SinRegistroPrevio", without)
                + field("RechazoPrevio", rejection);
        return with(record, "operation", fields);
    }

    private static String field(String name, String value) {
        return value == null || value.equals("-") ? "" : "<sf:" + name + ">" + value + "</sf:" + name + ">";
    }

    /** Subsanacion and RechazoPrevio; then the outcome if there is nothing, an invoice, a cancelled one. */
    @ParameterizedTest
    @CsvSource({
        "-, -, Correcto, Incorrecto 3000, Incorrecto 3000",
        "N, N, Correcto, Incorrecto 3000, Incorrecto 3000",
        "S, X, Correcto, Incorrecto 3000, Incorrecto 3000",
        "S, -, Incorrecto 3002, Correcto, Correcto",
        "S, N, Incorrecto 3002, Correcto, Correcto",
        "S, S, Incorrecto 3002, Correcto, Correcto"
    })
    void an_invoice_by_its_state(String correction, String rejection, String nothing, String there, String cancelled) {
        client.send(alta("THERE"), alta("GONE"), anulacion("GONE"));
        assertThat(client.send(
                                operation(alta("NEW"), correction, rejection, null),
                                operation(alta("THERE"), correction, rejection, null),
                                operation(alta("GONE"), correction, rejection, null))
                        .outcomes())
                .isEqualTo(List.of(nothing, there, cancelled));
        if (cancelled.equals("Correcto")) {
            assertThat(standIn.state(Client.NIF, "GONE", "20-11-2026")).isEqualTo("CORRECT");
        }
    }

    /** SinRegistroPrevio and RechazoPrevio; then the outcome if there is nothing, an invoice, a cancelled one. */
    @ParameterizedTest
    @CsvSource({
        "-, -, Incorrecto 3002, Correcto, Correcto",
        "N, S, Incorrecto 3002, Correcto, Correcto",
        "S, -, Correcto, Incorrecto 3000, Incorrecto 3001",
        "S, S, Correcto, Incorrecto 3000, Incorrecto 3001"
    })
    void a_cancellation_by_its_state(String without, String rejection, String nothing, String there, String cancelled) {
        client.send(alta("THERE"), alta("GONE"), anulacion("GONE"));
        assertThat(client.send(
                                operation(anulacion("NEW"), null, rejection, without),
                                operation(anulacion("THERE"), null, rejection, without),
                                operation(anulacion("GONE"), null, rejection, without))
                        .outcomes())
                .isEqualTo(List.of(nothing, there, cancelled));
    }

    @Test
    void a_duplicate_tells_what_was_there() {
        String record = client.chained(alta("N1"));
        Client.Answer first = client.post(Client.message("", record));
        Client.Answer second = client.post(Client.message("", record));
        assertThat(first.answer().text("CSV")).startsWith("A-");
        assertThat(second.answer().text("CSV")).isNull();
        assertThat(second.answer().text("EstadoEnvio")).isEqualTo("Incorrecto");
        XmlView duplicate = second.lines().get(0).child("RegistroDuplicado");
        assertThat(duplicate.text("EstadoRegistroDuplicado")).isEqualTo("Correcta");
        assertThat(standIn.notes().counts().duplicates()).isEqualTo(1);
        assertThat(standIn.notes().chainFaults()).isEmpty();
        assertThat(standIn.notes().order()).containsOnlyKeys("89890001K 1");
        assertThat(standIn.notes().order().get("89890001K 1")).hasSize(1);
    }

    @Test
    void a_message_of_good_and_bad_is_partly_right() {
        Client.Answer answer = client.send(alta("N1"), alta("N1"), alta("N2"));
        assertThat(answer.answer().text("EstadoEnvio")).isEqualTo("ParcialmenteCorrecto");
        assertThat(answer.answer().text("TiempoEsperaEnvio")).isEqualTo("60");
        assertThat(answer.outcomes()).containsExactly("Correcto", "Incorrecto 3000", "Correcto");
        assertThat(standIn.notes().chainFaults()).isEmpty();
    }

    @Test
    void a_message_before_its_time_is_noted_unless_it_is_full() {
        client.send(alta("N1"));
        client.send(alta("N2"));
        String[] full = new String[1000];
        for (int i = 0; i < full.length; i++) {
            full[i] = alta("M" + i);
        }
        assertThat(client.send(full).answer().text("EstadoEnvio")).isEqualTo("Correcto");
        assertThat(standIn.notes().messages()).extracting(Notes.Message::early).containsExactly(false, true, false);
        assertThat(standIn.notes().counts().accepted()).isEqualTo(1002);
        assertThat(standIn.notes().chainFaults()).isEmpty();
    }

    @Test
    void a_missing_link_is_noted() {
        client.send(alta("N1"));
        client.chained(alta("LOST"));
        client.send(alta("N3"));
        assertThat(standIn.notes().chainFaults()).containsExactly("N3 follows LOST, not N1");
    }

    @Test
    void an_answer_to_a_request_takes_what_has_faults_of_business() {
        String reference =
                "<sf:RemisionRequerimiento><sf:RefRequerimiento>REQ1</sf:RefRequerimiento></sf:RemisionRequerimiento>";
        String wrong = client.chained(alta("N1").replace("<sf:TipoImpositivo>21", "<sf:TipoImpositivo>20"));
        String stranger = client.chained(alta("N2").replace("A58818501", "A58818502"));
        assertThat(client.post(standIn.requests(), Client.message(reference, wrong, stranger))
                        .outcomes())
                .containsExactly("AceptadoConErrores 1124", "Incorrecto 1123");
    }
}
