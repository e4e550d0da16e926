package io.rubro.fiscal.verifactu.internal.model;

import org.jspecify.annotations.Nullable;

/** Writes XML as text, elements in the order given and values exactly as given. */
public final class XmlText {

    private final StringBuilder text = new StringBuilder(4096);

    /** Opens an element. */
    public XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /** Opens an element with a namespace declaration of its own. */
    public XmlText open(String name, String prefix, String namespace) {
        text.append('<').append(name).append(" xmlns:").append(prefix).append("=\"");
        text.append(namespace).append("\">");
        return this;
    }

    /** Closes an element. */
    public XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** An element with a value; nothing if there is none. */
    public XmlText element(String name, @Nullable String value) {
        if (value != null) {
            open(name);
            escape(value);
            close(name);
        }
        return this;
    }

    /** XML as it is. */
    public XmlText raw(String xml) {
        text.append(xml);
        return this;
    }

    private void escape(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        });
    }

    /** Whether XML 1.0 knows the character. */
    public static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
