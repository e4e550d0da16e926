package io.rubro.fiscal.verifactu.standin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no certificate gets no answer. */
class MutualTlsTest {

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
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost",
                "-keystore",
                name + ".p12");
        keytool("-exportcert", "-alias", name, "-keystore", name + ".p12", "-file", name + ".cer");
        keytool("-importcert", "-noprompt", "-alias", name, "-file", name + ".cer", "-keystore", "trust.p12");
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private HttpClient client(boolean withCertificate) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store("trust.p12"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store("client.p12"), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withCertificate ? keys.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void only_who_has_a_certificate_is_served() throws IOException, InterruptedException, GeneralSecurityException {
        key("server");
        key("client");
        Options.Tls tls = new Options.Tls(folder.resolve("server.p12"), folder.resolve("trust.p12"), PASSWORD);
        assertThat(tls.toString()).doesNotContain(PASSWORD);
        try (StandIn standIn = StandIn.start(0, Options.defaults().tls(tls))) {
            HttpRequest request = HttpRequest.newBuilder(standIn.service())
                    .header("Content-Type", "text/xml;charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString("<x/>"))
                    .build();
            assertThat(standIn.service().getScheme()).isEqualTo("https");
            assertThat(client(true)
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("Codigo[4103]");
            assertThatIOException().isThrownBy(() -> client(false).send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }
}
