package io.rubro.fiscal.verifactu.internal.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts in UTF-8, written as 64 upper-case hexadecimal digits. */
public final class Sha256 {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Sha256() {}

    public static String of(String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
