package io.rubro.fiscal.verifactu.standin.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** SOAP 1.1: reading what comes, writing what goes. */
final class Soap {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private Soap() {}

    /**
     * The element in the body of an envelope.
     *
     * @throws Refusal if it is no envelope, has a document type, or is no UTF-8
     */
    static XmlView body(byte[] message) throws Refusal {
        if (message.length == 0) {
            throw new Refusal(4138, "La petición está vacía.");
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(message));
        } catch (CharacterCodingException e) {
            throw new Refusal(4119, "La petición no está codificada en UTF-8.");
        }
        XmlView envelope = new XmlView(parse(message).getDocumentElement());
        if (!envelope.name().equals("Envelope") || !envelope.namespace().equals(Ns.SOAP)) {
            throw new Refusal(4103, "La petición no es un sobre SOAP 1.1.");
        }
        List<XmlView> inside = envelope.required("Body").children();
        if (inside.size() != 1) {
            throw new Refusal(4102, "El cuerpo del sobre lleva un solo mensaje.");
        }
        return inside.get(0);
    }

    private static Document parse(byte[] message) throws Refusal {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(message));
        } catch (SAXException | IOException e) {
            throw new Refusal(4103, "El XML no se puede leer: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An envelope around an answer. */
    static String envelope(String body) {
        return HEAD + "<env:Envelope xmlns:env=\"" + Ns.SOAP + "\"><env:Header/><env:Body Id=\"Body\">" + body
                + "</env:Body></env:Envelope>";
    }

    /** @param who {@code Client} or {@code Server} */
    static String fault(String who, String text) {
        return HEAD
                + new XmlText()
                        .open("env:Envelope", " xmlns:env=\"" + Ns.SOAP + "\"")
                        .open("env:Body")
                        .open("env:Fault")
                        .leaf("faultcode", "env:" + who)
                        .leaf("faultstring", text)
                        .open("detail")
                        .leaf("callstack", "stand-in")
                        .close()
                        .close()
                        .close()
                        .close();
    }

    /** Says nothing on the console: the sender reads it. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
