package io.rubro.fiscal.verifactu.standin.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads an element and what is in it by local names; a blank text counts as none. */
record XmlView(Element element) {

    String name() {
        return element.getLocalName();
    }

    String namespace() {
        String namespace = element.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    List<XmlView> children() {
        List<XmlView> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new XmlView(child));
            }
        }
        return children;
    }

    List<XmlView> children(String name) {
        return children().stream().filter(child -> child.name().equals(name)).toList();
    }

    @Nullable
    XmlView child(String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && name.equals(child.getLocalName())) {
                return new XmlView(child);
            }
        }
        return null;
    }

    boolean has(String name) {
        return child(name) != null;
    }

    /** The element at the end of a path that must be there. */
    XmlView required(String... path) throws Refusal {
        XmlView view = this;
        for (String name : path) {
            XmlView child = view.child(name);
            if (child == null) {
                throw new Refusal(4102, "El XML no cumple el esquema: falta " + String.join("/", path) + ".");
            }
            view = child;
        }
        return view;
    }

    /** A text that must be there; it may be blank. */
    String requiredText(String... path) throws Refusal {
        return required(path).element.getTextContent().trim();
    }

    @Nullable
    String text(String... path) {
        XmlView view = this;
        for (String name : path) {
            XmlView child = view.child(name);
            if (child == null) {
                return null;
            }
            view = child;
        }
        String text = view.element.getTextContent().trim();
        return text.isEmpty() ? null : text;
    }

    /** Whether a yes-or-no field says yes. */
    boolean yes(String name) {
        return "S".equals(text(name));
    }

    /** An amount or a rate; null if it is not there or is none. */
    @Nullable
    BigDecimal number(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
