package io.rubro.platform.console.internal.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is sent.
 *
 * @param type its media type
 * @param bytes its content
 * @param gzip its content compressed; null where that gains nothing
 * @param tag its entity tag, quotes included
 */
record Asset(String type, byte[] bytes, byte @Nullable [] gzip, String tag) {

    private static final int WORTH_COMPRESSING = 860;

    /** The kinds of files there are; anything else is not served. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private static final String COMPRESSED_ALREADY = "image/png|image/jpeg|image/webp|font/woff2";

    /** The media type of a file, if such files are served. */
    static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    static Asset of(String type, byte[] bytes) {
        boolean compress = bytes.length >= WORTH_COMPRESSING && !type.matches(COMPRESSED_ALREADY);
        byte @Nullable [] gzip = compress ? gzip(bytes) : null;
        return new Asset(type, bytes, gzip != null && gzip.length < bytes.length ? gzip : null, tag(bytes));
    }

    /** What it takes in memory, in bytes. */
    int weight() {
        return bytes.length + (gzip == null ? 0 : gzip.length);
    }

    /** Weak: the same tag stands for the plain and the compressed form. */
    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "W/\""
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(out, 8192) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION); // once for thousands of requests
            }
        }) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
