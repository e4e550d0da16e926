package io.rubro.fiscal.verifactu.standin.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** A business that makes records, chains them and sends them. */
final class Client {

    static final String NIF = "89890001K";

    private final StandIn standIn;
    private final HttpClient http = HttpClient.newHttpClient();
    private Registration.@Nullable Link last;

    Client(StandIn standIn) {
        this.standIn = standIn;
    }

    /** An answer as it came. */
    record Answer(int status, String text) {

        XmlView body() {
            return parse(text).child("Body");
        }

        XmlView answer() {
            return body().children().get(0);
        }

        List<XmlView> lines() {
            return answer().children("RespuestaLinea");
        }

        /** State and code of each line. */
        List<String> outcomes() {
            return lines().stream()
                    .map(line -> line.text("EstadoRegistro")
                            + (line.has("CodigoErrorRegistro") ? " " + line.text("CodigoErrorRegistro") : ""))
                    .toList();
        }

        String fault() {
            return body().text("Fault", "faultstring");
        }
    }

    /** An invoice of 100 euros and 21 % for a Spanish business. */
    static String alta(String number) {
        return """
                <sf:RegistroAlta xmlns:sf="%s"><sf:IDVersion>1.0</sf:IDVersion><sf:IDFactura>\
                <sf:IDEmisorFactura>89890001K</sf:IDEmisorFactura><sf:NumSerieFactura>%s</sf:NumSerieFactura>\
                <sf:FechaExpedicionFactura>20-11-2026</sf:FechaExpedicionFactura></sf:IDFactura>\
                <sf:NombreRazonEmisor>Emisora, S.L.</sf:NombreRazonEmisor><!--operation-->\
                <sf:TipoFactura>F1</sf:TipoFactura><!--correction-->\
                <sf:DescripcionOperacion>Venta «ñ»</sf:DescripcionOperacion><!--marks-->\
                <sf:Destinatarios><sf:IDDestinatario><sf:NombreRazon>Acme</sf:NombreRazon><sf:NIF>A58818501</sf:NIF>\
                </sf:IDDestinatario></sf:Destinatarios><sf:Desglose><sf:DetalleDesglose>\
                <sf:ClaveRegimen>01</sf:ClaveRegimen><sf:CalificacionOperacion>S1</sf:CalificacionOperacion>\
                <sf:TipoImpositivo>21</sf:TipoImpositivo>\
                <sf:BaseImponibleOimporteNoSujeto>100.00</sf:BaseImponibleOimporteNoSujeto>\
                <sf:CuotaRepercutida>21.00</sf:CuotaRepercutida></sf:DetalleDesglose></sf:Desglose>\
                <sf:CuotaTotal>21.00</sf:CuotaTotal><sf:ImporteTotal>121.00</sf:ImporteTotal>%s</sf:RegistroAlta>"""
                .formatted(Ns.RECORDS, number, tail());
    }

    static String anulacion(String number) {
        return """
                <sf:RegistroAnulacion xmlns:sf="%s"><sf:IDVersion>1.0</sf:IDVersion><sf:IDFactura>\
                <sf:IDEmisorFacturaAnulada>89890001K</sf:IDEmisorFacturaAnulada>\
                <sf:NumSerieFacturaAnulada>%s</sf:NumSerieFacturaAnulada>\
                <sf:FechaExpedicionFacturaAnulada>20-11-2026</sf:FechaExpedicionFacturaAnulada></sf:IDFactura>\
                <!--operation-->%s</sf:RegistroAnulacion>"""
                .formatted(Ns.RECORDS, number, tail());
    }

    private static String tail() {
        return """
                <sf:Encadenamiento><sf:PrimerRegistro>S</sf:PrimerRegistro></sf:Encadenamiento>\
                <sf:SistemaInformatico><sf:NombreRazon>Productora, S.L.</sf:NombreRazon><sf:NIF>B12345674</sf:NIF>\
                <sf:NombreSistemaInformatico>Rubro</sf:NombreSistemaInformatico>\
                <sf:IdSistemaInformatico>RB</sf:IdSistemaInformatico><sf:Version>0.1.0</sf:Version>\
                <sf:NumeroInstalacion>1</sf:NumeroInstalacion>\
                <sf:TipoUsoPosibleSoloVerifactu>N</sf:TipoUsoPosibleSoloVerifactu>\
                <sf:TipoUsoPosibleMultiOT>S</sf:TipoUsoPosibleMultiOT>\
                <sf:IndicadorMultiplesOT>S</sf:IndicadorMultiplesOT></sf:SistemaInformatico>\
                <sf:FechaHoraHusoGenRegistro>2026-11-20T12:00:00+01:00</sf:FechaHoraHusoGenRegistro>\
                <sf:TipoHuella>01</sf:TipoHuella><sf:Huella>?</sf:Huella>""";
    }

    /** A field put in where the record has room for it. */
    static String with(String record, String place, String fields) {
        return record.replace("<!--" + place + "-->", fields);
    }

    /** Chains a record to the last one and gives it its fingerprint. */
    String chained(String record) {
        Registration.Link before = last;
        String linked = before == null
                ? record
                : record.replace(
                        "<sf:PrimerRegistro>S</sf:PrimerRegistro>",
                        """
                        <sf:RegistroAnterior><sf:IDEmisorFactura>%s</sf:IDEmisorFactura>\
                        <sf:NumSerieFactura>%s</sf:NumSerieFactura>\
                        <sf:FechaExpedicionFactura>%s</sf:FechaExpedicionFactura><sf:Huella>%s</sf:Huella>\
                        </sf:RegistroAnterior>"""
                                .formatted(
                                        before.issuer(),
                                        before.number().replace("&", "&amp;"),
                                        before.date(),
                                        before.fingerprint()));
        String fingerprint = read(linked).expectedFingerprint();
        String sealed = linked.replace("<sf:Huella>?</sf:Huella>", "<sf:Huella>" + fingerprint + "</sf:Huella>");
        last = read(sealed).asLink();
        return sealed;
    }

    static Registration read(String record) {
        try {
            return Registration.read(NIF, parse(record));
        } catch (Refusal e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static XmlView parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return new XmlView(factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(xml, e);
        }
    }

    static String message(String header, String... records) {
        StringBuilder body = new StringBuilder()
                .append("<lr:RegFactuSistemaFacturacion xmlns:lr=\"")
                .append(Ns.SUBMISSION)
                .append("\" xmlns:sf=\"")
                .append(Ns.RECORDS)
                .append("\"><lr:Cabecera><sf:ObligadoEmision><sf:NombreRazon>Emisora, S.L.</sf:NombreRazon><sf:NIF>")
                .append(NIF)
                .append("</sf:NIF></sf:ObligadoEmision>")
                .append(header)
                .append("</lr:Cabecera>");
        for (String record : records) {
            body.append("<lr:RegistroFactura>").append(record).append("</lr:RegistroFactura>");
        }
        return Soap.envelope(body.append("</lr:RegFactuSistemaFacturacion>").toString());
    }

    /** Chains records and sends them in one message. */
    Answer send(String... records) {
        String[] chained = new String[records.length];
        for (int i = 0; i < records.length; i++) {
            chained[i] = chained(records[i]);
        }
        return post(message("", chained));
    }

    Answer post(String message) {
        return post(standIn.service(), message);
    }

    Answer post(URI address, String message) {
        try {
            return tryPost(address, message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Answer tryPost(URI address, String message) throws IOException {
        return exchange(HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml;charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build());
    }

    Answer get(String pathAndQuery) {
        try {
            return exchange(HttpRequest.newBuilder(standIn.address().resolve(pathAndQuery))
                    .build());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Answer exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
