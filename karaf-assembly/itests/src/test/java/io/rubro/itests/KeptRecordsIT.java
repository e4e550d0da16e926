package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A business in Spain that signs its records and keeps them instead of sending them, and what it hands to customers. */
class KeptRecordsIT {

    private static final String PANEL = "/api/v1/fiscal-verifactu/";
    private static final String PASSWORD = "una clave de prueba";

    @TempDir
    private Path folder;

    @Test
    void records_are_signed_logged_checked_and_exported_and_invoices_printed() throws Exception {
        try (Installation installation = Installation.fresh(Database.DERBY)) {
            installation.configure(
                    "io.rubro.fiscal.verifactu",
                    Map.of(
                            "certificateFile",
                            certificate().toString(),
                            "certificatePassword",
                            PASSWORD,
                            "sending",
                            "false"));
            installation.start();
            Api owner = Api.setUp(installation, "Guarda", "ana@example.com");
            assertThat(owner.put(PANEL + "mode", Map.of("mode", "NO_VERIFACTU"))
                            .expect(200)
                            .text("/mode"))
                    .isEqualTo("NO_VERIFACTU");

            Answer invoice = owner.post(
                            "/api/v1/billing/invoices?issue=true", Api.invoice("Acme Corp", "info@acme.com", "10"))
                    .expect(201);
            assertThat(invoice.text("/fiscal/state")).isEqualTo("NOT_SENT");
            assertThat(invoice.text("/fiscal/qrUrl")).contains("ValidarQRNoVerifactu?");
            kept(owner);
            printed(owner, invoice.text("/id"));
            assertThat(installation.errorsInLog()).isEmpty();
        }
    }

    private static void kept(Api owner) {
        String record = owner.get(PANEL + "records")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        Answer signed = owner.get(PANEL + "kept/" + record).expect(200);
        assertThat(signed.json().at("/good").asBoolean())
                .as(signed.text("/signature"))
                .isTrue();
        assertThat(signed.text("/xml")).contains("<ds:SignatureValue", "urn:oid:2.16.724.1.3.1.1.2.1.9");

        JsonNode report = owner.post(PANEL + "kept/check", Map.of()).expect(200).json();
        assertThat(report.at("/intact").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.at("/records/signed").asLong()).isEqualTo(1);
        JsonNode events = owner.get(PANEL + "events").expect(200).json().at("/items");
        assertThat(StreamSupport.stream(events.spliterator(), false)
                        .map(event -> event.at("/previous").isMissingNode()))
                .as("only the first event has none before it")
                .containsOnlyOnce(true);

        LocalDate today = LocalDate.now(ZoneId.of("Europe/Madrid"));
        String zip = owner.get(PANEL + "kept/export?from=" + today + "&to=" + today)
                .expect(200)
                .response()
                .body();
        assertThat(zip).startsWith("PK");
    }

    private static void printed(Api owner, String invoice) {
        String documents = "/api/v1/invoice-documents/invoices/" + invoice;
        for (String format : new String[] {"a4", "ticket"}) {
            assertThat(owner.get(documents + "/pdf?format=" + format)
                            .expect(200)
                            .response()
                            .body())
                    .startsWith("%PDF-");
        }
        assertThat(owner.get(documents + "/ubl").expect(200).response().body())
                .contains("FAC-", "urn:cen.eu:en16931:2017");
    }

    private Path certificate() throws IOException, InterruptedException {
        Path file = folder.resolve("firma.p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "firma",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=PRUEBA - B12345674, O=Guarda SL, C=ES",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return file;
    }
}
