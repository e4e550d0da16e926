package io.rubro.invoice.documents.internal.print;

import java.util.Map;

/** A template cannot be used, and its author can be told why and where. */
public final class TemplateFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int line;
    private final String detail;

    /**
     * A fault.
     *
     * @param code key of the message
     * @param line of the template, from 1; 0 if it lies in no one line
     * @param detail the name, element or address at fault; may be empty
     */
    public TemplateFault(String code, int line, String detail) {
        super(code + " in line " + line + ": " + detail);
        this.code = code;
        this.line = line;
        this.detail = detail;
    }

    /** Key of the message. */
    public String code() {
        return code;
    }

    /** Line of the template, from 1; 0 if it lies in no one line. */
    public int line() {
        return line;
    }

    /** What the message needs: {@code line} and {@code detail}. */
    public Map<String, Object> args() {
        return Map.of("line", line, "detail", detail);
    }
}
