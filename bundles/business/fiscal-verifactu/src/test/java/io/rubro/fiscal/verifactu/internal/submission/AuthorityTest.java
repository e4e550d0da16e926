package io.rubro.fiscal.verifactu.internal.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.fiscal.verifactu.internal.submission.Authority.Obstacle;
import io.rubro.fiscal.verifactu.internal.submission.ExchangeException.Problem;
import io.rubro.fiscal.verifactu.standin.internal.Options;
import io.rubro.fiscal.verifactu.standin.internal.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides show their certificates. */
class AuthorityTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private void key(String name) throws IOException, InterruptedException {
        String store = name + ".p12";
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-validity",
                "90",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store);
        keytool("-exportcert", "-alias", name, "-keystore", store, "-file", name + ".cer");
        keytool("-importcert", "-noprompt", "-alias", name, "-file", name + ".cer", "-keystore", "trust.p12");
    }

    private Authority authority(StandIn there, String certificate, String password, String trust) {
        return new Authority(
                there.service(),
                true,
                certificate.isEmpty() ? "" : folder.resolve(certificate).toString(),
                password,
                trust.isEmpty() ? "" : folder.resolve(trust).toString(),
                PASSWORD,
                Duration.ofSeconds(20));
    }

    @Test
    void messages_go_by_mutual_tls() throws Exception {
        key("server");
        key("client");
        Options.Tls tls = new Options.Tls(folder.resolve("server.p12"), folder.resolve("trust.p12"), PASSWORD);
        try (StandIn there = StandIn.start(0, Options.defaults().tls(tls))) {
            String question = SoapMessages.query("B12345674", "Demo", 2026, "11", null);
            Authority good = authority(there, "client.p12", PASSWORD, "trust.p12");
            assertThat(good.obstacle(Instant.now())).isEmpty();
            assertThat(good.certificateSubject()).contains("CN=client");
            assertThat(AnswerReader.query(good.exchange(question)).entries()).isEmpty();
            Instant end = good.certificateUntil().orElseThrow();
            assertThat(good.obstacle(end.plusSeconds(1))).contains(Obstacle.EXPIRED_CERTIFICATE);

            Authority nobody = authority(there, "", "", "trust.p12");
            assertThatThrownBy(() -> nobody.exchange(question)).isInstanceOf(ExchangeException.class);
            Authority distrustful = authority(there, "client.p12", PASSWORD, "");
            assertThatThrownBy(() -> distrustful.exchange(question))
                    .isInstanceOfSatisfying(ExchangeException.class, e -> assertThat(e.problem())
                            .isEqualTo(Problem.UNREACHABLE));
            Authority wrong = authority(there, "client.p12", "wrong", "trust.p12");
            assertThat(wrong.obstacle(Instant.now())).contains(Obstacle.BAD_CERTIFICATE);
        }
    }
}
