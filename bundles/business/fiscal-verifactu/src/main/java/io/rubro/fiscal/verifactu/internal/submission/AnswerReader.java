package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.AuthorityCodes;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.submission.ExchangeException.Problem;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads what the authority answers; what is no answer is a {@link Problem#NO_ANSWER}. */
final class AnswerReader {

    static final int DEFAULT_WAIT = 60;
    private static final int MAX_MESSAGE = 1500;
    private static final Pattern CODE = Pattern.compile("Codigo\\[(\\d{3,5})]\\.?\\s*");

    private AnswerReader() {}

    /** The answer to a message of records. */
    static Answer submission(byte[] xml) throws ExchangeException {
        return read(xml, RecordXml.SUBMISSION_ANSWER, "RespuestaRegFactuSistemaFacturacion", AnswerReader::answer);
    }

    /** The answer to a question. */
    static QueryAnswer query(byte[] xml) throws ExchangeException {
        return read(xml, RecordXml.QUERY_ANSWER, "RespuestaConsultaFactuSistemaFacturacion", AnswerReader::queryAnswer);
    }

    /** Reads the element whose start is the current event. */
    private interface Body<T> {
        T read(XMLStreamReader xml) throws XMLStreamException;
    }

    private static <T> T read(byte[] bytes, String namespace, String root, Body<T> body) throws ExchangeException {
        try {
            XMLStreamReader xml = reader(bytes);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("Fault")) {
                    throw fault(xml);
                }
                if (xml.getLocalName().equals(root) && namespace.equals(xml.getNamespaceURI())) {
                    T result = body.read(xml);
                    while (xml.hasNext()) { // a document that breaks off is no answer
                        xml.next();
                    }
                    return result;
                }
            }
        } catch (XMLStreamException e) {
            throw new ExchangeException(Problem.NO_ANSWER, "no XML: " + e.getMessage(), e);
        }
        throw new ExchangeException(Problem.NO_ANSWER, null, "not a " + root);
    }

    /** The JDK's own reader, whatever other bundles bring; it follows no references. */
    private static XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private static ExchangeException fault(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> values = leaves(xml, "Fault");
        String who = values.getOrDefault("faultcode", "");
        String text =
                values.getOrDefault("faultstring", "").replaceAll("\\s+", " ").strip();
        Matcher matcher = CODE.matcher(text);
        String code = matcher.find() ? matcher.group(1) : null;
        String message = code == null ? text : matcher.replaceFirst("");
        return new ExchangeException(problem(who, code), code, cut(message.isBlank() ? "SOAP Fault " + who : message));
    }

    private static Problem problem(String who, @Nullable String code) {
        if (!who.endsWith("Client") || (code != null && AuthorityCodes.passing(code))) {
            return Problem.UNAVAILABLE;
        }
        return code != null && AuthorityCodes.spoiled(code) ? Problem.SPOILED : Problem.REFUSED;
    }

    private static Answer answer(XMLStreamReader xml) throws XMLStreamException {
        String csv = null;
        int wait = DEFAULT_WAIT;
        boolean stated = false;
        List<Answer.Line> lines = new ArrayList<>();
        String root = xml.getLocalName();
        while (!ends(xml, root)) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "Cabecera" -> leaves(xml, "Cabecera");
                    case "CSV" -> csv = xml.getElementText().strip();
                    case "TiempoEsperaEnvio" ->
                        wait = seconds(xml.getElementText().strip());
                    case "EstadoEnvio" -> stated = !xml.getElementText().isBlank();
                    case "RespuestaLinea" -> lines.add(line(leaves(xml, "RespuestaLinea")));
                    default -> {
                        // what else there may be is of no use here
                    }
                }
            }
        }
        if (!stated) {
            throw new XMLStreamException("no EstadoEnvio");
        }
        return new Answer(csv, wait, lines);
    }

    private static Answer.Line line(Map<String, String> values) throws XMLStreamException {
        String state = values.get("EstadoRegistro");
        if (state == null) {
            throw new XMLStreamException("no EstadoRegistro");
        }
        String message = values.get("RespuestaLinea/DescripcionErrorRegistro");
        return new Answer.Line(
                values.get("RefExterna"),
                values.getOrDefault("NumSerieFactura", ""),
                !"Anulacion".equals(values.get("TipoOperacion")),
                state,
                values.get("RespuestaLinea/CodigoErrorRegistro"),
                message == null ? null : cut(message),
                values.get("EstadoRegistroDuplicado"));
    }

    private static QueryAnswer queryAnswer(XMLStreamReader xml) throws XMLStreamException {
        List<QueryAnswer.Entry> entries = new ArrayList<>();
        QueryAnswer.Key next = null;
        boolean more = false;
        String root = xml.getLocalName();
        while (!ends(xml, root)) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "Cabecera" -> leaves(xml, "Cabecera");
                    case "IndicadorPaginacion" ->
                        more = xml.getElementText().strip().equals("S");
                    case "RegistroRespuestaConsultaFactuSistemaFacturacion" ->
                        entries.add(entry(leaves(xml, xml.getLocalName())));
                    case "ClavePaginacion" -> {
                        Map<String, String> key = leaves(xml, "ClavePaginacion");
                        next = new QueryAnswer.Key(
                                key.getOrDefault("IDEmisorFactura", ""),
                                key.getOrDefault("NumSerieFactura", ""),
                                key.getOrDefault("FechaExpedicionFactura", ""));
                    }
                    default -> {
                        // what else there may be is of no use here
                    }
                }
            }
        }
        return new QueryAnswer(entries, more ? next : null);
    }

    private static QueryAnswer.Entry entry(Map<String, String> values) {
        return new QueryAnswer.Entry(
                values.getOrDefault("IDFactura/NumSerieFactura", ""),
                values.getOrDefault("IDFactura/FechaExpedicionFactura", ""),
                values.get("DatosRegistroFacturacion/ImporteTotal"),
                values.get("DatosRegistroFacturacion/Huella"),
                values.getOrDefault("EstadoRegistro/EstadoRegistro", ""));
    }

    /**
     * The texts inside the element that begins here, by name (the first of each) and also by the name of their parent and
     * theirs. Leaves the reader at its end.
     */
    private static Map<String, String> leaves(XMLStreamReader xml, String element) throws XMLStreamException {
        Map<String, String> leaves = new HashMap<>();
        List<String> path = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.add(xml.getLocalName());
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (path.isEmpty()) {
                    return leaves;
                }
                String name = path.remove(path.size() - 1);
                String value = text.toString().strip();
                text.setLength(0);
                if (!value.isEmpty()) {
                    leaves.putIfAbsent(name, value);
                    leaves.putIfAbsent((path.isEmpty() ? element : path.get(path.size() - 1)) + "/" + name, value);
                }
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new XMLStreamException("ends within " + element);
            }
        }
    }

    private static boolean ends(XMLStreamReader xml, String root) {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(root);
    }

    private static int seconds(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : DEFAULT_WAIT;
    }

    private static String cut(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE);
    }
}
