package io.rubro.invoice.documents.internal.einvoice;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerException;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.sf.saxon.TransformerFactoryImpl;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The official schemas and rules, from the artefacts that publish them. */
final class Schemas {

    private static final String SVRL = "http://purl.oclc.org/dsdl/svrl";
    private static final Schema UBL_INVOICE = schema("/external/schemas/ubl21/maindoc/UBL-Invoice-2.1.xsd");
    private static final Schema UBL_CREDIT_NOTE = schema("/external/schemas/ubl21/maindoc/UBL-CreditNote-2.1.xsd");
    private static final Schema FACTURAE = schema("/external/schemas/Facturaev3_2_2.xsd");
    private static final Templates EN_16931 = rules("/external/schematron/1.3.16/ubl/EN16931-UBL-validation.xslt");

    private Schemas() {}

    private static URL resource(String path) {
        return Objects.requireNonNull(Schemas.class.getResource(path), path);
    }

    private static Schema schema(String path) {
        try {
            // the main ones import these without saying where they are
            List<Source> sources = new ArrayList<>();
            for (String imported : List.of(
                    "CCTS_CCT_SchemaModule", "xmldsig-core-schema", "XAdES01903v132-201601", "XAdES01903v141-201601")) {
                sources.add(new StreamSource(
                        resource("/schemas/" + imported + ".xsd").toString()));
            }
            sources.add(new StreamSource(resource(path).toString()));
            return SchemaFactory.newDefaultInstance().newSchema(sources.toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Templates rules(String path) {
        try (InputStream in = resource(path).openStream()) {
            return new TransformerFactoryImpl().newTemplates(new StreamSource(in));
        } catch (IOException | TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses what is no valid UBL 2.1. */
    static void checkUbl(String xml) {
        validate(xml.contains("<CreditNote ") ? UBL_CREDIT_NOTE : UBL_INVOICE, xml);
    }

    /** Refuses what is no valid Facturae 3.2.2. */
    static void checkFacturae(String xml) {
        validate(FACTURAE, xml);
    }

    private static void validate(Schema schema, String xml) {
        try {
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + "\n" + xml, e);
        }
    }

    /** The rules of EN 16931 a UBL document breaks: identifiers and texts; warnings are left out. */
    static List<String> brokenRules(String xml) {
        try {
            StringWriter report = new StringWriter();
            EN_16931.newTransformer().transform(new StreamSource(new StringReader(xml)), new StreamResult(report));
            NodeList failed = parse(report.toString()).getElementsByTagNameNS(SVRL, "failed-assert");
            List<String> broken = new ArrayList<>();
            for (int i = 0; i < failed.getLength(); i++) {
                Element rule = (Element) failed.item(i);
                if (!rule.getAttribute("flag").equals("warning")) {
                    broken.add(rule.getAttribute("id") + " "
                            + rule.getTextContent().replaceAll("\\s+", " "));
                }
            }
            return broken;
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of the first element with this local name. */
    static String text(String xml, String name) {
        NodeList found = parse(xml).getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
