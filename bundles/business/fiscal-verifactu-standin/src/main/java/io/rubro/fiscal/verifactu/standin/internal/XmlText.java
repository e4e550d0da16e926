package io.rubro.fiscal.verifactu.standin.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes XML text, element by element. */
final class XmlText {

    private final StringBuilder text = new StringBuilder(4096);
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes as they stand in the text, with a blank before them */
    XmlText open(String name, String attributes) {
        text.append('<').append(name).append(attributes).append('>');
        open.push(name);
        return this;
    }

    XmlText open(String name) {
        return open(name, "");
    }

    XmlText close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes nothing for null. */
    XmlText leaf(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        text.append('<').append(name).append('>');
        escape(value.toString());
        text.append("</").append(name).append('>');
        return this;
    }

    /** Copies an element with all that is in it, in another prefix. */
    XmlText copy(String prefix, XmlView view) {
        return copy(prefix, prefix, view);
    }

    /** Copies an element in one prefix and all that is in it in another. */
    XmlText copy(String prefix, String prefixInside, XmlView view) {
        String name = prefix + ":" + view.name();
        var children = view.children();
        if (children.isEmpty()) {
            return leaf(name, view.element().getTextContent());
        }
        open(name);
        children.forEach(child -> copy(prefixInside, child));
        return close();
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\r' -> text.append("&#13;");
                default -> text.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
