package io.rubro.fiscal.verifactu.internal.submission;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.model.XmlText;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Plays the authority's service: keeps what it is sent by the table of states, in the weather the test asks for. */
final class ScriptedAuthority implements AutoCloseable {

    enum Weather {
        FAIR,
        /** Takes the message and hangs up. */
        FORGET,
        /** Hangs up at once. */
        HANG_UP,
        /** Takes the message and answers too late. */
        SLOW,
        /** Takes the message and breaks off in the middle of its answer. */
        TRUNCATED,
        GARBAGE,
        ERROR_500,
        SERVER_FAULT,
        CLIENT_FAULT,
        /** Refuses the message as a whole if a record of {@link #spoilers} is in it. */
        SCHEMA
    }

    final Deque<Weather> weather = new ArrayDeque<>();
    /** Numbers refused, with the code. */
    final Map<String, String> refused = new HashMap<>();
    /** Numbers accepted with errors, with the code. */
    final Map<String, String> flawed = new HashMap<>();

    final Set<String> spoilers = Collections.synchronizedSet(new java.util.HashSet<>());
    /** The records of each message that was read, by their references, in their order. */
    final List<List<String>> messages = Collections.synchronizedList(new ArrayList<>());
    /** The raw messages. */
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    /** The reference of each record that was taken, in order of arrival. */
    final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    /** What there is of each invoice: {@code Correcta}, {@code AceptadaConErrores}, {@code Anulada}. */
    final Map<String, String> invoices = Collections.synchronizedMap(new LinkedHashMap<>());

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    volatile int wait = 60;
    volatile String queryAnswer = "";

    ScriptedAuthority() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ws");
    }

    Authority authority(Duration timeout) {
        return new Authority(address(), true, "", "", "", "", timeout);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Weather now;
        synchronized (weather) {
            now = weather.isEmpty() ? Weather.FAIR : weather.poll();
        }
        switch (now) {
            case FAIR -> answer(exchange, 200, take(message));
            case FORGET -> {
                take(message);
                exchange.close();
            }
            case HANG_UP -> exchange.close();
            case SLOW -> {
                String answer = take(message);
                await();
                answer(exchange, 200, answer);
            }
            case TRUNCATED -> {
                String answer = take(message);
                answer(exchange, 200, answer.substring(0, answer.length() - 60));
            }
            case GARBAGE -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                bytes(exchange, 200, "<html>Estamos de mantenimiento<br></html>");
            }
            case ERROR_500 -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                bytes(exchange, 500, "<html>Error</html>");
            }
            case SERVER_FAULT -> answer(exchange, 500, fault("env:Server", "Codigo[3501].Error técnico"));
            case CLIENT_FAULT ->
                answer(exchange, 200, fault("env:Client", "Codigo[4104].El NIF no está identificado.\n   NIF:iii"));
            case SCHEMA -> {
                boolean spoiled = spoilers.stream()
                        .anyMatch(
                                number -> message.contains(
                                        "</sf:IDEmisorFactura><sf:NumSerieFactura>" + number + "</sf:NumSerieFactura>"
                                                + "<sf:FechaExpedicionFactura>20-11-2026</sf:FechaExpedicionFactura></sf:IDFactura>"));
                answer(
                        exchange,
                        200,
                        spoiled ? fault("env:Client", "Codigo[4102].No cumple el esquema") : take(message));
            }
        }
    }

    private void await() {
        try {
            closing.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
        bytes(exchange, status, xml);
    }

    private static void bytes(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String fault(String code, String text) {
        return envelope(new XmlText()
                .raw("<env:Fault>")
                .element("faultcode", code)
                .element("faultstring", text)
                .raw("<detail><callstack>x</callstack></detail></env:Fault>")
                .toString());
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><env:Envelope"
                + " xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\"><env:Header/><env:Body Id=\"Body\">" + body
                + "</env:Body></env:Envelope>";
    }

    private synchronized String take(String message) {
        bodies.add(message);
        Document document = parse(message);
        if (document.getElementsByTagNameNS(RecordXml.QUERY, "ConsultaFactuSistemaFacturacion")
                        .getLength()
                > 0) {
            return envelope(queryAnswer);
        }
        NodeList records = document.getElementsByTagNameNS(RecordXml.SUBMISSION, "RegistroFactura");
        List<String> references = new ArrayList<>();
        XmlText lines = new XmlText();
        boolean any = false;
        for (int i = 0; i < records.getLength(); i++) {
            Element record = child((Element) records.item(i));
            references.add(text(record, "RefExterna"));
            any |= line(record, lines);
        }
        messages.add(references);
        String root = "tikR:RespuestaRegFactuSistemaFacturacion";
        return envelope("<" + root + " xmlns:tikR=\"" + RecordXml.SUBMISSION_ANSWER + "\" xmlns:tik=\""
                + RecordXml.INFORMATION + "\">" + (any ? "<tikR:CSV>A-CSV-" + messages.size() + "</tikR:CSV>" : "")
                + "<tikR:Cabecera><tik:ObligadoEmision><tik:NombreRazon>D</tik:NombreRazon><tik:NIF>B12345674</tik:NIF>"
                + "</tik:ObligadoEmision></tikR:Cabecera><tikR:TiempoEsperaEnvio>" + wait
                + "</tikR:TiempoEsperaEnvio><tikR:EstadoEnvio>ParcialmenteCorrecto</tikR:EstadoEnvio>" + lines + "</"
                + root + ">");
    }

    /** Judges one record by the table of states; returns whether it was taken. */
    private boolean line(Element record, XmlText lines) {
        boolean issue = record.getLocalName().equals("RegistroAlta");
        String number = text(record, issue ? "NumSerieFactura" : "NumSerieFacturaAnulada");
        String there = invoices.get(number);
        boolean correction = text(record, "Subsanacion").equals("S");
        boolean unknown = text(record, "RechazoPrevio").equals("X")
                || text(record, "SinRegistroPrevio").equals("S");
        String code = refused.get(number);
        if (code == null && issue && there != null && (!correction || unknown)) {
            code = "3000";
        } else if (code == null && issue && there == null && correction && !unknown) {
            code = "3002";
        } else if (code == null && !issue) {
            code = "Anulada".equals(there) ? "3001" : (there == null) != unknown ? "3002" : null;
        }
        String error = code == null ? flawed.get(number) : code;
        String state = code != null ? "Incorrecto" : error != null ? "AceptadoConErrores" : "Correcto";
        lines.open("tikR:RespuestaLinea")
                .open("tikR:IDFactura")
                .element("tik:IDEmisorFactura", "B12345674")
                .element("tik:NumSerieFactura", number)
                .element("tik:FechaExpedicionFactura", "20-11-2026")
                .close("tikR:IDFactura")
                .open("tikR:Operacion")
                .element("tik:TipoOperacion", issue ? "Alta" : "Anulacion")
                .close("tikR:Operacion")
                .element("tikR:RefExterna", text(record, "RefExterna"))
                .element("tikR:EstadoRegistro", state)
                .element("tikR:CodigoErrorRegistro", error)
                .element("tikR:DescripcionErrorRegistro", error == null ? null : "Error <" + error + ">");
        if ("3000".equals(code)) {
            lines.open("tikR:RegistroDuplicado")
                    .element("tik:IdPeticionRegistroDuplicado", "1")
                    .element("tik:EstadoRegistroDuplicado", there)
                    .close("tikR:RegistroDuplicado");
        }
        lines.close("tikR:RespuestaLinea");
        if (code == null) {
            taken.add(text(record, "RefExterna"));
            invoices.put(number, !issue ? "Anulada" : error == null ? "Correcta" : "AceptadaConErrores");
        }
        return code == null;
    }

    private static Element child(Element element) {
        Node node = element.getFirstChild();
        while (!(node instanceof Element)) {
            node = node.getNextSibling();
        }
        return (Element) node;
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagNameNS(RecordXml.INFORMATION, name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
