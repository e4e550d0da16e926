package io.rubro.fiscal.verifactu.standin.internal;

import static io.rubro.fiscal.verifactu.standin.internal.Client.alta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.rubro.fiscal.verifactu.standin.internal.Weather.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** It behaves as badly as it is told, and takes or does not take what it says. */
class WeatherTest {

    private StandIn standIn;
    private Client client;
    private String message;

    @BeforeEach
    void start() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T11:00:30Z"), ZoneOffset.UTC);
        standIn = StandIn.start(0, Options.defaults().clock(clock));
        client = new Client(standIn);
        message = Client.message("", client.chained(alta("N1")));
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private boolean taken() {
        return standIn.state(Client.NIF, "N1", "20-11-2026") != null;
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DOWN", "FORGET", "CUT_OFF"})
    void some_weathers_leave_no_answer(Kind kind) {
        standIn.weather(Weather.of(kind).times(1));
        assertThatIOException().isThrownBy(() -> client.tryPost(standIn.service(), message));
        assertThat(taken()).isEqualTo(kind != Kind.DOWN);
        assertThat(client.post(message).outcomes())
                .containsExactly(taken() && kind != Kind.DOWN ? "Incorrecto 3000" : "Correcto");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HTML", "ERROR_500", "FAULT", "SERVER_FAULT"})
    void some_weathers_answer_and_take_nothing(Kind kind) {
        standIn.weather(Weather.of(kind));
        Client.Answer answer = client.post(message);
        assertThat(answer.status()).isEqualTo(kind == Kind.HTML ? 200 : 500);
        assertThat(answer.text())
                .contains(
                        switch (kind) {
                            case FAULT -> "Codigo[4104]";
                            case SERVER_FAULT -> "env:Server";
                            default -> "<html>";
                        });
        assertThat(taken()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SLOW", "SLOW_BODY"})
    void slow_weathers_answer_in_the_end(Kind kind) {
        standIn.weather(Weather.of(kind).delay(Duration.ofMillis(20)));
        assertThat(client.post(message).outcomes()).containsExactly("Correcto");
    }

    @Test
    void every_other_record_is_refused_or_accepted_with_errors() {
        standIn.weather(
                Weather.of(Kind.REFUSE).every(2).times(1),
                Weather.of(Kind.ADMIT_WITH_ERRORS).times(1));
        assertThat(client.send(alta("A"), alta("B"), alta("C"), alta("D")).outcomes())
                .containsExactly("Correcto", "Incorrecto 1100", "Correcto", "Incorrecto 1100");
        assertThat(client.send(alta("E")).outcomes()).containsExactly("AceptadoConErrores 2005");
        assertThat(client.send(alta("F")).outcomes()).containsExactly("Correcto");
    }

    @Test
    void it_can_be_gone_and_come_back_with_all_it_has() {
        client.post(message);
        standIn.pause();
        assertThatIOException().isThrownBy(() -> client.tryPost(standIn.service(), message));
        standIn.resume();
        assertThat(client.post(message).outcomes()).containsExactly("Incorrecto 3000");
    }
}
