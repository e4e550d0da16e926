package io.rubro.fiscal.verifactu.standin.internal;

import static io.rubro.fiscal.verifactu.standin.internal.Client.alta;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused as a whole, what is asked of it, and QR codes. */
class MessagesTest {

    private StandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T11:00:30Z"), ZoneOffset.UTC);
        standIn = StandIn.start(0, Options.defaults().clock(clock).pageSize(2).unknownTaxpayers(Set.of("89890002E")));
        client = new Client(standIn);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private String message() {
        return Client.message("", client.chained(alta("N1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            4116 | <sf:NIF>89890001K</sf:NIF></sf:ObligadoEmision> | <sf:NIF>89890001A</sf:NIF></sf:ObligadoEmision>
            4104 | <sf:NIF>89890001K</sf:NIF></sf:ObligadoEmision> | <sf:NIF>89890002E</sf:NIF></sf:ObligadoEmision>
            4120 | </sf:ObligadoEmision> | </sf:ObligadoEmision><sf:RemisionVoluntaria><sf:FechaFinVeriFactu>31-12-2024</sf:FechaFinVeriFactu></sf:RemisionVoluntaria>
            4126 | </sf:ObligadoEmision> | </sf:ObligadoEmision><sf:RemisionRequerimiento><sf:RefRequerimiento>A1</sf:RefRequerimiento></sf:RemisionRequerimiento>
            4102 | <sf:TipoHuella>01</sf:TipoHuella><sf:Huella> | <sf:Huella>
            4103 | <?xml version="1.0" encoding="UTF-8"?> | <!DOCTYPE x>
            4103 | http://schemas.xmlsoap.org/soap/envelope/ | http://www.w3.org/2003/05/soap-envelope
            """)
    void a_message_is_refused_as_a_whole(String code, String right, String wrong) {
        String message = message();
        String changed = message.replace(right, wrong);
        assertThat(changed).isNotEqualTo(message);
        // only a schema knows that TipoHuella is not optional
        if (code.equals("4102") && Options.references() == null) {
            changed = message.replaceFirst("<sf:Huella>[0-9A-F]{64}</sf:Huella>", "");
        }
        Client.Answer answer = client.post(changed);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().text("Fault", "faultcode")).isEqualTo("env:Client");
        assertThat(answer.fault()).startsWith("Codigo[" + code + "].");
        assertThat(standIn.notes().counts().faults()).isEqualTo(1);
        assertThat(standIn.state(Client.NIF, "N1", "20-11-2026")).isNull();
    }

    @Test
    void a_message_of_more_than_a_thousand_is_refused() {
        String[] records = new String[1001];
        Arrays.fill(records, client.chained(alta("N1")));
        assertThat(client.post(Client.message("", records)).fault()).startsWith("Codigo[4113].");
    }

    @Test
    void the_address_of_requests_wants_their_reference() {
        assertThat(client.post(standIn.requests(), message()).fault()).startsWith("Codigo[4125].");
    }

    @Test
    void it_is_used_with_post() {
        assertThat(client.get(StandIn.SERVICE_PATH).fault()).startsWith("Codigo[4135].");
    }

    @Test
    void it_answers_what_it_has_page_by_page() {
        client.send(alta("N1"), alta("N2"), alta("N3"));
        client.send(Client.anulacion("N2"));
        Client.Answer first = client.post(query("11", ""));
        assertThat(first.answer().text("IndicadorPaginacion")).isEqualTo("S");
        assertThat(records(first)).containsExactly("N1 Correcto 121.00", "N2 Anulado null");
        XmlView cursor = first.answer().child("ClavePaginacion");
        assertThat(cursor.text("NumSerieFactura")).isEqualTo("N2");
        Client.Answer second = client.post(query(
                "11",
                "<c:ClavePaginacion><sf:IDEmisorFactura>89890001K</sf:IDEmisorFactura>"
                        + "<sf:NumSerieFactura>N2</sf:NumSerieFactura>"
                        + "<sf:FechaExpedicionFactura>20-11-2026</sf:FechaExpedicionFactura></c:ClavePaginacion>"));
        assertThat(second.answer().text("IndicadorPaginacion")).isEqualTo("N");
        assertThat(records(second)).containsExactly("N3 Correcto 121.00");
        assertThat(client.post(query("10", "")).answer().text("ResultadoConsulta"))
                .isEqualTo("SinDatos");
        assertThat(records(client.post(query("11", "<c:NumSerieFactura>N3</c:NumSerieFactura>"))))
                .containsExactly("N3 Correcto 121.00");
    }

    private static List<String> records(Client.Answer answer) {
        return answer.answer().children("RegistroRespuestaConsultaFactuSistemaFacturacion").stream()
                .map(record -> record.text("IDFactura", "NumSerieFactura") + " "
                        + record.text("EstadoRegistro", "EstadoRegistro") + " "
                        + record.text("DatosRegistroFacturacion", "ImporteTotal"))
                .toList();
    }

    static String query(String month, String filter) {
        return Soap.envelope("<c:ConsultaFactuSistemaFacturacion xmlns:c=\"" + Ns.QUERY + "\" xmlns:sf=\"" + Ns.RECORDS
                + "\"><c:Cabecera><sf:IDVersion>1.0</sf:IDVersion><sf:ObligadoEmision>"
                + "<sf:NombreRazon>Emisora, S.L.</sf:NombreRazon><sf:NIF>89890001K</sf:NIF></sf:ObligadoEmision>"
                + "</c:Cabecera><c:FiltroConsulta><c:PeriodoImputacion><sf:Ejercicio>2026</sf:Ejercicio><sf:Periodo>"
                + month + "</sf:Periodo></c:PeriodoImputacion>" + filter
                + "</c:FiltroConsulta></c:ConsultaFactuSistemaFacturacion>");
    }

    @Test
    void a_qr_code_finds_its_invoice() {
        client.send(alta("A&amp;B/1"), alta("N2"), Client.anulacion("N2"));
        String found = StandIn.QR_PATH + "?nif=89890001K&numserie=A%26B%2F1&fecha=20-11-2026&importe=121";
        assertThat(client.get(found + "&formato=json").text())
                .contains("\"status\":\"OK\"", "\"resultado\":\"00\"", "\"importe\":\"121.00\"", "\"A&B/1\"");
        assertThat(client.get(found).text()).contains("Factura encontrada");
        assertThat(client.get(found.replace("importe=121", "importe=122") + "&formato=json")
                        .text())
                .contains("\"resultado\":\"01\"");
        assertThat(client.get(found.replace("A%26B%2F1", "N2") + "&formato=json")
                        .text())
                .contains("\"resultado\":\"01\"");
        assertThat(client.get(found.replace("ValidarQR", "ValidarQRNoVerifactu") + "&formato=json")
                        .text())
                .contains("\"resultado\":\"02\"");
        assertThat(standIn.notes().counts().checks()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "nif=89890001K&numserie=1,1003.1004",
        "nif=89890001A&numserie=1&fecha=20-11-2026&importe=1,2001",
        "nif=89890001K&numserie=1%3C&fecha=20-11-2026&importe=1,2003",
        "nif=89890001K&numserie=1&fecha=2026-11-20&importe=1,2004",
        "nif=89890001K&numserie=1&fecha=20-11-2026&importe=1%2C00,2005"
    })
    void a_wrong_qr_code_is_told_why(String query, String codes) {
        assertThat(client.get(StandIn.QR_PATH + "?" + query + "&formato=json").text())
                .contains("\"status\":\"KO\"", "\"codigo_error\":\"" + codes + "\"");
    }

    @Test
    void its_weather_is_changed_from_outside() throws IOException {
        client.exchange(
                HttpRequest.newBuilder(standIn.address().resolve("/control/weather?kind=fault&times=1&code=4112"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
        String message = message();
        assertThat(client.post(message).fault()).startsWith("Codigo[4112].");
        assertThat(client.post(message).outcomes()).containsExactly("Correcto");
        assertThat(client.get("/control").text()).contains("\"accepted\":1", "\"faults\":1", "\"weather\":\"FINE\"");
        Client.Answer wrong =
                client.exchange(HttpRequest.newBuilder(standIn.address().resolve("/control/weather?kind=sunny"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
        assertThat(wrong.status()).isEqualTo(400);
        Client.Answer page =
                client.exchange(HttpRequest.newBuilder(standIn.address().resolve("/control/clear"))
                        .header("Origin", "https://example.com")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
        assertThat(page.status()).isEqualTo(403);
        assertThat(standIn.state(Client.NIF, "N1", "20-11-2026")).isEqualTo("CORRECT");
    }
}
