package io.rubro.invoice.documents.internal.print;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads a filled template as well-formed XHTML, and refuses whatever would reach out of it: scripts, frames, forms,
 * addresses of files and servers, in elements, attributes and style. What fetches has a second wall in {@link PdfWriter}.
 */
final class SafeHtml extends DefaultHandler {

    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "title",
            "meta",
            "style",
            "body",
            "div",
            "p",
            "span",
            "b",
            "strong",
            "i",
            "em",
            "u",
            "s",
            "small",
            "sub",
            "sup",
            "br",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "caption",
            "colgroup",
            "col",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "img",
            "object",
            "header",
            "footer",
            "section",
            "article",
            "address",
            "pre",
            "code",
            "blockquote");
    private static final Set<String> ATTRIBUTES = Set.of(
            "id", "class", "style", "lang", "dir", "title", "alt", "src", "width", "height", "align", "valign", "span",
            "colspan", "rowspan", "type", "data", "name", "content", "scope", "start");
    private static final Pattern PICTURE = Pattern.compile("data:image/(png|jpeg);base64,[A-Za-z0-9+/=\\s]*");
    private static final Pattern STYLE = Pattern.compile(
            "\\\\|url\\s*\\(|@import|@font-face|@namespace|expression\\s*\\(|src\\s*:|-fs-[a-z-]*src",
            Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 200;
    private static final int MOST_ELEMENTS = 60_000;

    private final FilledTemplate filled;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder style = new StringBuilder();
    private @Nullable Locator locator;
    private int elements;
    private int styleLine;

    private SafeHtml(FilledTemplate filled) {
        this.filled = filled;
    }

    /**
     * The document.
     *
     * @throws TemplateFault if it is not well-formed or holds something that is not allowed
     */
    static Document read(FilledTemplate filled) {
        try {
            SAXParserFactory checks = SAXParserFactory.newDefaultInstance();
            checks.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SafeHtml guard = new SafeHtml(filled);
            checks.newSAXParser().parse(source(filled), guard);
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(source(filled));
        } catch (SAXParseException e) {
            throw new TemplateFault(
                    "invoice-documents.template.markup",
                    filled.origin(e.getLineNumber()),
                    String.valueOf(e.getMessage()));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new TemplateFault("invoice-documents.template.markup", 0, String.valueOf(e.getMessage()));
        }
    }

    private static InputSource source(FilledTemplate filled) {
        return new InputSource(new StringReader(filled.html()));
    }

    @Override
    public void setDocumentLocator(Locator where) {
        locator = where;
    }

    private TemplateFault fault(String what, String detail) {
        int line = locator == null ? 0 : filled.origin(locator.getLineNumber());
        return new TemplateFault("invoice-documents.template." + what, line, detail);
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
        throw fault("address", systemId);
    }

    @Override
    public void processingInstruction(String target, String data) {
        throw fault("element", "<?" + target);
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        if (!ELEMENTS.contains(name)) {
            throw fault("element", name);
        }
        open.push(name);
        if (open.size() > DEEPEST || ++elements > MOST_ELEMENTS) {
            throw fault("endless", name);
        }
        if (name.equals("style")) {
            style.setLength(0);
            styleLine = locator == null ? 0 : locator.getLineNumber();
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            attribute(name, attributes.getQName(i), attributes.getValue(i));
        }
        if (name.equals("object") && !"app/qr".equals(attributes.getValue("type"))) {
            throw fault("element", "object");
        }
    }

    private void attribute(String element, String name, String value) {
        if (!ATTRIBUTES.contains(name)) {
            throw fault("attribute", name);
        }
        switch (name) {
            case "style" -> {
                Matcher found = STYLE.matcher(value);
                if (found.find()) {
                    throw fault("style", found.group());
                }
            }
            case "src" -> {
                if (!element.equals("img") || !PICTURE.matcher(value).matches()) {
                    throw fault("address", shortened(value));
                }
                if (!Pictures.isModest(value)) {
                    throw fault("picture", "");
                }
            }
            case "data" -> {
                if (!element.equals("object")) {
                    throw fault("attribute", name);
                }
            }
            default -> {}
        }
    }

    private static String shortened(String value) {
        int most = 60;
        return value.length() > most ? value.substring(0, most) + "…" : value;
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if ("style".equals(open.peek())) {
            style.append(text, start, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        open.pop();
        if (name.equals("style")) {
            Matcher found = STYLE.matcher(style);
            if (found.find()) {
                int line = styleLine
                        + (int) style.substring(0, found.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new TemplateFault(
                        "invoice-documents.template.style",
                        filled.origin(line),
                        found.group().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Whether an element is to be drawn as a QR code. */
    static boolean isQr(Element element) {
        return "app/qr".equals(element.getAttribute("type"));
    }
}
