package io.rubro.fiscal.verifactu.standin.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;

/** The authority's XML schemas, read from a folder; nothing is fetched. */
final class Schemas {

    private static final String CURRENT_ELEMENT = "http://apache.org/xml/properties/dom/current-element-node";

    /** What a wrong value in a record is called; a value of the link before is only admissible. */
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("CodigoPais", 1101),
            Map.entry("IDType", 1102),
            Map.entry("ID", 1103),
            Map.entry("NumSerieFactura", 1104),
            Map.entry("NumSerieFacturaAnulada", 1104),
            Map.entry("FechaExpedicionFactura", 1105),
            Map.entry("FechaExpedicionFacturaAnulada", 1105),
            Map.entry("TipoFactura", 1106),
            Map.entry("TipoRectificativa", 1107),
            Map.entry("IDEmisorFactura", 1120),
            Map.entry("IDEmisorFacturaAnulada", 1120),
            Map.entry("NIF", 1123),
            Map.entry("TipoImpositivo", 1124),
            Map.entry("TipoRecargoEquivalencia", 1127),
            Map.entry("FacturaSimplificadaArt7273", 1136),
            Map.entry("Macrodato", 1137),
            Map.entry("FechaOperacion", 1145),
            Map.entry("EmitidaPorTerceroODestinatario", 1151),
            Map.entry("Cupon", 1157),
            Map.entry("Subsanacion", 1171),
            Map.entry("RechazoPrevio", 1171),
            Map.entry("IdSistemaInformatico", 1177),
            Map.entry("CalificacionOperacion", 1181),
            Map.entry("OperacionExenta", 1182),
            Map.entry("FacturaSinIdentifDestinatarioArt61d", 1184),
            Map.entry("TipoUsoPosibleSoloVerifactu", 1212),
            Map.entry("TipoUsoPosibleMultiOT", 1213),
            Map.entry("Impuesto", 1218),
            Map.entry("NombreSistemaInformatico", 1220),
            Map.entry("GeneradoPor", 1225),
            Map.entry("IndicadorMultiplesOT", 1226),
            Map.entry("FechaHoraHusoGenRegistro", 1244),
            Map.entry("ClaveRegimen", 1246),
            Map.entry("TipoHuella", 1247),
            Map.entry("IDVersion", 1251),
            Map.entry("RefExterna", 1253),
            Map.entry("Huella", 1262),
            Map.entry("PrimerRegistro", 1274),
            Map.entry("SinRegistroPrevio", 1276));

    private final Schema schema;

    /** @param folder with the schemas as the authority publishes them */
    Schemas(Path folder) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                    local(folder, systemId == null ? "" : systemId.substring(systemId.lastIndexOf('/') + 1)));
            schema = factory.newSchema(new Source[] {
                source(folder, "SuministroLR.xsd"), source(folder, "ConsultaLR.xsd"),
            });
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("the schemas in " + folder + " cannot be read", e);
        }
    }

    private static Source source(Path folder, String name) throws IOException {
        return new StreamSource(new StringReader(read(folder, name)), name);
    }

    private static String read(Path folder, String name) throws IOException {
        String text = Files.readString(folder.resolve(name));
        // the schema of signatures has a document type of its own, which nobody needs
        return name.equals("xmldsig-core-schema.xsd")
                ? text.replaceFirst("(?s)<!DOCTYPE.*?\\]>", "").replaceFirst("(?s)<!DOCTYPE[^>]*>", "")
                : text;
    }

    private static LSInput local(Path folder, String name) {
        try {
            return new Text(name, read(folder, name));
        } catch (IOException e) {
            throw new IllegalStateException("no local copy of " + name, e);
        }
    }

    /**
     * Checks the message.
     *
     * @return what is wrong with values in its records, by the record's element
     * @throws Refusal if its structure or its header is wrong
     */
    Map<Element, List<Finding>> check(XmlView message) throws Refusal {
        Collector collector = new Collector(schema.newValidator());
        collector.validator.setErrorHandler(collector);
        try {
            collector.validator.validate(new DOMSource(message.element()));
        } catch (SAXException | IOException e) {
            throw new Refusal(4103, "El XML no se puede leer: " + e.getMessage());
        }
        if (collector.structure != null) {
            throw new Refusal(4102, "El XML no cumple el esquema: " + collector.structure);
        }
        return collector.values;
    }

    private static final class Collector implements ErrorHandler {

        private final Validator validator;
        private final Map<Element, List<Finding>> values = new HashMap<>();
        private @Nullable String structure;

        Collector(Validator validator) {
            this.validator = validator;
        }

        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            String message = String.valueOf(error.getMessage());
            Element at = current();
            Element record = at == null ? null : recordOf(at);
            // a value that is wrong is said twice: of the type and of the element
            if (record == null
                    || at == null
                    || message.startsWith("cvc-complex-type")
                    || message.startsWith("cvc-elt")) {
                structure = structure == null ? message : structure;
                return;
            }
            if (at.getLocalName().equals("Huella")
                    && at.getParentNode() instanceof Element parent
                    && "RegistroAnterior".equals(parent.getLocalName())) {
                return;
            }
            values.computeIfAbsent(record, any -> new ArrayList<>())
                    .add(new Finding(
                            CODES.getOrDefault(at.getLocalName(), 1100),
                            "Valor incorrecto de " + at.getLocalName() + "."));
        }

        private @Nullable Element current() throws SAXNotRecognizedException, SAXNotSupportedException {
            return validator.getProperty(CURRENT_ELEMENT) instanceof Element element ? element : null;
        }

        private static @Nullable Element recordOf(Element at) {
            for (Node node = at; node instanceof Element element; node = node.getParentNode()) {
                if ("RegistroAlta".equals(element.getLocalName())
                        || "RegistroAnulacion".equals(element.getLocalName())) {
                    return element;
                }
            }
            return null;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }

    /** A schema as a text; everything else a parser could ask for is not there. */
    private record Text(String systemId, String text) implements LSInput {

        @Override
        public java.io.@Nullable Reader getCharacterStream() {
            return new StringReader(text);
        }

        @Override
        public void setCharacterStream(java.io.Reader stream) {}

        @Override
        public @Nullable InputStream getByteStream() {
            return null;
        }

        @Override
        public void setByteStream(InputStream stream) {}

        @Override
        public @Nullable String getStringData() {
            return null;
        }

        @Override
        public void setStringData(String data) {}

        @Override
        public String getSystemId() {
            return systemId;
        }

        @Override
        public void setSystemId(String id) {}

        @Override
        public @Nullable String getPublicId() {
            return null;
        }

        @Override
        public void setPublicId(String id) {}

        @Override
        public @Nullable String getBaseURI() {
            return null;
        }

        @Override
        public void setBaseURI(String uri) {}

        @Override
        public @Nullable String getEncoding() {
            return null;
        }

        @Override
        public void setEncoding(String encoding) {}

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setCertifiedText(boolean certified) {}
    }
}
