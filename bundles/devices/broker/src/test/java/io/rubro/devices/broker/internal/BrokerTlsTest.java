package io.rubro.devices.broker.internal;

import static io.rubro.devices.broker.internal.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTlsTest {

    private static final String PASSWORD = "for-the-test";

    @TempDir
    Path folder;

    @Test
    void devices_connect_over_tls() throws Exception {
        Path keystore = keystore();
        BrokerSettings.Tls tls = new BrokerSettings.Tls("127.0.0.1", RunningBroker.freePort(), keystore, PASSWORD);
        try (RunningBroker broker = RunningBroker.start(folder, 10, tls);
                var platform = Clients.platform(broker)) {
            platform.client.subscribe("rubro/+/+/up/#", 1);
            var device = broker.device();
            var options = Clients.options(device.user(), device.secret());
            options.setSocketFactory(trusting(keystore));
            MqttClient client = new MqttClient("ssl://127.0.0.1:" + tls.port(), device.user(), new MemoryPersistence());
            client.connect(options);
            client.publish(device.up("weight"), new byte[] {'7'}, 1, false);
            until("heard", () -> platform.heard.contains(device.up("weight") + " 7"));
            client.disconnect();
            client.close();
            MqttClient stranger = new MqttClient("ssl://127.0.0.1:" + tls.port(), "x", new MemoryPersistence());
            assertThatThrownBy(() -> stranger.connect(Clients.options("x", "y")))
                    .isInstanceOf(MqttException.class);
            stranger.close();
        }
    }

    private Path keystore() throws Exception {
        Path keystore = folder.resolve("keystore.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mqtt",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        return keystore;
    }

    private static SSLSocketFactory trusting(Path keystore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("mqtt", store.getCertificate("mqtt"));
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
