package io.rubro.fiscal.verifactu.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The two invoicing records and what their fingerprints are made of: Orden HAC/1177/2024, article 13, and the authority's
 * specification of the fingerprint 0.1.2, section 3. Field names are the ones of the XML.
 */
public enum RecordType {
    /** An invoice was issued. */
    ALTA("RegistroAlta") {
        @Override
        void fields(Map<String, Literal> fields) {
            fields.put("IDEmisorFactura", Literal.NIF);
            fields.put("NumSerieFactura", Literal.NUMBER);
            fields.put("FechaExpedicionFactura", Literal.DATE);
            fields.put("TipoFactura", Literal.KIND);
            fields.put("CuotaTotal", Literal.AMOUNT);
            fields.put("ImporteTotal", Literal.AMOUNT);
            fields.put("Huella", Literal.FINGERPRINT);
            fields.put("FechaHoraHusoGenRegistro", Literal.TIMESTAMP);
        }
    },
    /** An invoice issued by mistake was cancelled. */
    ANULACION("RegistroAnulacion") {
        @Override
        void fields(Map<String, Literal> fields) {
            fields.put("IDEmisorFacturaAnulada", Literal.NIF);
            fields.put("NumSerieFacturaAnulada", Literal.NUMBER);
            fields.put("FechaExpedicionFacturaAnulada", Literal.DATE);
            fields.put("Huella", Literal.FINGERPRINT);
            fields.put("FechaHoraHusoGenRegistro", Literal.TIMESTAMP);
        }
    };

    private final String element;
    private final Map<String, Literal> fields = new LinkedHashMap<>();
    private final List<String> names;

    RecordType(String element) {
        this.element = element;
        fields(fields);
        this.names = List.copyOf(new ArrayList<>(fields.keySet()));
    }

    abstract void fields(Map<String, Literal> into);

    /** Its name in the XML. */
    public String element() {
        return element;
    }

    /** The fields its fingerprint is made of, in their order. */
    public List<String> names() {
        return names;
    }

    /** What a field may say. */
    public Literal literal(String name) {
        Literal literal = fields.get(name);
        if (literal == null) {
            throw new IllegalArgumentException(element + " has no field " + name);
        }
        return literal;
    }

    /**
     * The text that is hashed: {@code name=value&name=value…} with the values exactly as in the XML but without blanks at
     * their ends, nothing escaped, absent values empty.
     */
    public String canonical(Map<String, String> values) {
        StringJoiner text = new StringJoiner("&");
        for (String name : names) {
            text.add(name + "=" + values.getOrDefault(name, "").trim());
        }
        return text.toString();
    }
}
