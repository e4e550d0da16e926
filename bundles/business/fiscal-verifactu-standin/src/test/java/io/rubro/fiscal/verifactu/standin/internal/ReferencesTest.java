package io.rubro.fiscal.verifactu.standin.internal;

import static io.rubro.fiscal.verifactu.standin.internal.Client.alta;
import static io.rubro.fiscal.verifactu.standin.internal.Client.anulacion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** With the authority's own files: its schemas and its examples of messages. */
class ReferencesTest {

    private static final Pattern RECORD = Pattern.compile("(?s)<sum1:Registro(Alta|Anulacion)>.*?</sum1:Registro\\1>");

    private Path references;
    private StandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Options.references() != null, "the authority's files are not here: set rubro.references");
        references = Path.of(System.getProperty("rubro.references"), "verifactu");
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T11:00:30Z"), ZoneOffset.UTC);
        standIn = StandIn.start(0, Options.defaults().clock(clock).pageSize(2));
        client = new Client(standIn);
    }

    @AfterEach
    void stop() {
        if (standIn != null) {
            standIn.close();
        }
    }

    private String sample(String name) throws IOException {
        return Files.readString(references.resolve("samples/aeat-servicio-web").resolve(name));
    }

    /** The placeholders filled in, and the fingerprints computed. */
    private static String filled(String sample) {
        String text = sample.replaceAll(">(AAAA|XXXXXXXXX|IIII)<", ">89890001K<")
                .replaceAll(">BBBB<", ">A58818501<")
                .replaceAll(">(NNNN|SSSSS?)</sum1:NIF", ">B12345674</sum1:NIF")
                .replaceAll(">X{18}<", ">REQ000000000000001<")
                .replaceAll("-2024<", "-2025<")
                .replace("HuellaRegistroAnterior", "A".repeat(64));
        Matcher matcher = RECORD.matcher(text);
        return matcher.replaceAll(found -> {
            String record = found.group();
            String alone =
                    record.replaceFirst("Registro(Alta|Anulacion)", "Registro$1 xmlns:sum1=\"" + Ns.RECORDS + "\"");
            return Matcher.quoteReplacement(record.replaceAll(
                    "<sum1:Huella>Huella</sum1:Huella>",
                    "<sum1:Huella>" + Client.read(alone).expectedFingerprint() + "</sum1:Huella>"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "01-alta-inicial.xml, Correcto",
        "02-alta-subsanacion.xml, Incorrecto 3002",
        "03-alta-tras-rechazo.xml, Correcto",
        "04-anulacion.xml, Incorrecto 3002",
        "05-anulacion-tras-rechazo.xml, Incorrecto 3002",
        "06-anulacion-sin-registro-previo.xml, Correcto"
    })
    void an_example_is_taken_as_the_texts_say(String name, String outcome) throws IOException {
        Client.Answer answer = client.post(filled(sample(name)));
        assertThat(answer.text()).doesNotContain("Fault");
        assertThat(answer.outcomes()).containsExactly(outcome);
    }

    @Test
    void the_examples_follow_each_other() throws IOException {
        assertThat(client.post(filled(sample("01-alta-inicial.xml"))).outcomes())
                .containsExactly("Correcto");
        assertThat(client.post(filled(sample("02-alta-subsanacion.xml"))).outcomes())
                .containsExactly("Correcto");
        assertThat(client.post(filled(sample("03-alta-tras-rechazo.xml"))).outcomes())
                .containsExactly("Incorrecto 3000");
        assertThat(client.post(filled(sample("04-anulacion.xml"))).outcomes()).containsExactly("Correcto");
        assertThat(client.post(filled(sample("07-lote-tres-registros.xml"))).outcomes())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08-requerimiento-alta.xml", "09-requerimiento-subsanacion.xml", "10-requerimiento-anulacion.xml"
            })
    void an_example_of_an_answer_to_a_request_has_its_own_address(String name) throws IOException {
        String message = filled(sample(name));
        assertThat(client.post(message).fault()).startsWith("Codigo[4126].");
        assertThat(client.post(standIn.requests(), message).lines()).hasSize(1);
    }

    @Test
    void an_example_as_it_stands_is_refused() throws IOException {
        assertThat(client.post(sample("01-alta-inicial.xml")).fault()).startsWith("Codigo[4116].");
        assertThat(client.post(filled(sample("01-alta-inicial.xml")).replace("-2025<", "-2024<"))
                        .outcomes())
                .containsExactly("Incorrecto 1152");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11-consulta-emisor.xml",
                "13-consulta-contraparte.xml",
                "14-consulta-rango-fechas.xml",
                "15-consulta-paginada-destinatario.xml"
            })
    void an_example_of_a_query_is_answered(String name) throws IOException {
        Client.Answer answer = client.post(filled(sample(name)));
        assertThat(answer.answer().text("ResultadoConsulta")).isEqualTo("SinDatos");
        validate("RespuestaConsultaLR.xsd", answer);
    }

    @ParameterizedTest
    @CsvSource({
        "1106, <sf:TipoFactura>F1, <sf:TipoFactura>F9",
        "1218, <sf:ClaveRegimen>01, <sf:Impuesto>04</sf:Impuesto><sf:ClaveRegimen>01",
        "1251, <sf:IDVersion>1.0, <sf:IDVersion>2.0",
        "1247, <sf:TipoHuella>01, <sf:TipoHuella>02"
    })
    void a_value_the_schema_does_not_have_rejects_its_record_alone(String code, String right, String wrong) {
        assertThat(client.send(alta("N1").replace(right, wrong), alta("N2")).outcomes())
                .containsExactly("Incorrecto " + code, "Correcto");
    }

    @Test
    void its_answers_obey_the_schemas() throws IOException {
        String record = client.chained(alta("N1"));
        validate("RespuestaSuministro.xsd", client.post(Client.message("", record)));
        validate("RespuestaSuministro.xsd", client.post(Client.message("", record)));
        String incident = "<sf:RemisionVoluntaria><sf:Incidencia>S</sf:Incidencia></sf:RemisionVoluntaria>";
        validate(
                "RespuestaSuministro.xsd",
                client.post(Client.message(incident, client.chained(alta("N2")), client.chained(anulacion("N1")))));
        client.send(alta("N3").replace("<sf:ImporteTotal>121.00", "<sf:ImporteTotal>200"));
        Client.Answer page = client.post(MessagesTest.query("11", ""));
        assertThat(page.answer().text("IndicadorPaginacion")).isEqualTo("S");
        validate("RespuestaConsultaLR.xsd", page);
        validate(
                "RespuestaConsultaLR.xsd",
                client.post(MessagesTest.query("11", "<c:NumSerieFactura>N3</c:NumSerieFactura>")));
        assertThat(standIn.notes().messages())
                .extracting(Notes.Message::incident)
                .contains(true);
    }

    private void validate(String name, Client.Answer answer) throws IOException {
        try {
            schema(name).newValidator().validate(new DOMSource(answer.answer().element()));
        } catch (SAXException e) {
            throw new AssertionError(answer.text(), e);
        }
    }

    private Schema schema(String name) throws SAXException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        // an answer may have ten thousand records, which is more than the parser's own limit
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            String file = systemId.substring(systemId.lastIndexOf('/') + 1);
            return input(references.resolve("xsd").resolve(file));
        });
        return factory.newSchema(
                new StreamSource(references.resolve("xsd").resolve(name).toFile()));
    }

    private static LSInput input(Path file) {
        try {
            DOMImplementationLS dom = (DOMImplementationLS) DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .getFeature("LS", "3.0");
            LSInput input = dom.createLSInput();
            input.setSystemId(file.getFileName().toString());
            input.setCharacterStream(new StringReader(Files.readString(file).replaceFirst("(?s)<!DOCTYPE.*?\\]>", "")));
            return input;
        } catch (IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void all_the_examples_are_known() throws IOException {
        try (Stream<Path> files = Files.list(references.resolve("samples/aeat-servicio-web"))) {
            assertThat(files.count()).isEqualTo(16);
        }
    }
}
