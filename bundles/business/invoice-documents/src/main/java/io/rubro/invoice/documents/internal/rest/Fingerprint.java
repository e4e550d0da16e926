package io.rubro.invoice.documents.internal.rest;

import io.rubro.invoice.documents.internal.print.Printer.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprints of what documents are made of: as long as they are the same, so is the document. */
final class Fingerprint {

    /** Changes when the same order is printed in another way than before. */
    private static final String PRINTER = "1";

    private static final int BYTES = 16;

    private Fingerprint() {}

    static String of(Order order) {
        return of(String.join(
                        "\n",
                        PRINTER,
                        order.format().name(),
                        order.wording().locale().toLanguageTag(),
                        order.invoice().id().toString(),
                        String.valueOf(order.invoice().version()),
                        order.invoice().status().name(),
                        order.issuer().toString(),
                        order.logo() == null ? "" : order.logo().hash(),
                        order.template())
                .getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
