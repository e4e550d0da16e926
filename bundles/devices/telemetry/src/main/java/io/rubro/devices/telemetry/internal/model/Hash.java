package io.rubro.devices.telemetry.internal.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 64 bits that stand for something longer: the beginning of its SHA-256. */
public final class Hash {

    private Hash() {}

    /** For a text. */
    public static long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** For the n-th part of something that has an identity. */
    public static long of(long identity, int index) {
        return of(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(identity)
                .putInt(index)
                .array());
    }

    /** For bytes. */
    public static long of(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
