package io.rubro.invoice.documents.internal.einvoice;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes XML as text, element by element; what is absent or blank is not written. */
final class XmlText {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** Content of an element. */
    @FunctionalInterface
    interface Content {
        void write();
    }

    private XmlText() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * A document.
     *
     * @param root name of its root, with prefix
     * @param namespaces by prefix; the empty one is the default
     */
    static String document(String root, Map<String, String> namespaces, Consumer<XmlText> content) {
        try {
            XmlText out = new XmlText();
            out.xml.writeStartDocument("UTF-8", "1.0");
            out.xml.writeStartElement(root);
            for (Map.Entry<String, String> namespace : namespaces.entrySet()) {
                if (namespace.getKey().isEmpty()) {
                    out.xml.writeDefaultNamespace(namespace.getValue());
                } else {
                    out.xml.writeNamespace(namespace.getKey(), namespace.getValue());
                }
            }
            content.accept(out);
            out.xml.writeEndElement();
            out.xml.writeEndDocument();
            out.xml.flush();
            return out.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // memory does not fail
        }
    }

    /** An element with elements in it. */
    void group(String name, Content content) {
        try {
            xml.writeStartElement(name);
            content.write();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An element with text, if there is any. */
    void text(String name, @Nullable Object value) {
        write(name, value, null, "");
    }

    /** An amount of money in a currency, two decimals. */
    void amount(String name, BigDecimal amount, String currency) {
        write(name, cents(amount), "currencyID", currency);
    }

    /** A price in a currency, as many decimals as it has. */
    void amountExact(String name, BigDecimal amount, String currency) {
        write(name, plain(amount), "currencyID", currency);
    }

    /** A number of pieces. */
    void quantity(String name, BigDecimal quantity) {
        write(name, plain(quantity), "unitCode", "C62");
    }

    private void write(String name, @Nullable Object value, @Nullable String attribute, String attributeValue) {
        if (value == null || value.toString().isBlank()) {
            return;
        }
        try {
            xml.writeStartElement(name);
            if (attribute != null) {
                xml.writeAttribute(attribute, attributeValue);
            }
            xml.writeCharacters(printable(value.toString()));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the characters XML 1.0 cannot hold. */
    private static String printable(String text) {
        return text.strip().replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
    }

    /** Two decimals. */
    static String cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** As many decimals as it has. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The first so many characters. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most).strip();
    }
}
