package io.rubro.fiscal.verifactu.internal.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The authority's schemas, from the folder the property {@code rubro.references} names; tests are skipped without. */
public final class Schemas {

    private Schemas() {}

    /** The folder of the authority's files. */
    public static Path folder() {
        String references = System.getProperty("rubro.references", "");
        assumeTrue(
                !references.isBlank(),
                "SKIPPED: the authority's schemas are not here; give -Drubro.references=<folder with verifactu/xsd>");
        return Path.of(references, "verifactu");
    }

    /** A schema by the name of its file. */
    public static Schema schema(String name) {
        Path xsd = folder().resolve("xsd");
        try {
            DOMImplementationLS dom = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                LSInput input = dom.createLSInput();
                input.setSystemId(systemId);
                input.setStringData(read(xsd.resolve(systemId.substring(systemId.lastIndexOf('/') + 1))));
                return input;
            });
            return factory.newSchema(new StreamSource(new StringReader(read(xsd.resolve(name))), name));
        } catch (ReflectiveOperationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replaceFirst("(?s)<!DOCTYPE.*?]>", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a document; empty if it is valid. */
    public static List<String> errors(Schema schema, String xml) {
        List<String> errors = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException e) {
                errors.add(e.getMessage());
            }
        });
        try {
            validator.validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            errors.add(e.toString());
        }
        return errors;
    }
}
