package io.rubro.fiscal.verifactu.standin.internal;

/** A whole message is refused; its sender gets a SOAP fault. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code of the authority's list, 4102 and up */
    Refusal(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }

    /** What its sender reads. */
    String faultString() {
        return "Codigo[" + code + "]." + getMessage();
    }
}
