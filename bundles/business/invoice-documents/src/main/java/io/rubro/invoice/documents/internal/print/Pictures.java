package io.rubro.invoice.documents.internal.print;

import io.rubro.platform.organizations.OrganizationLogo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures inside documents. */
final class Pictures {

    /** More than this a printed logo never needs, and less than this no small file blows up to. */
    private static final long MOST_PIXELS = 4_000_000;

    private Pictures() {}

    /** A logo as an address that holds it, or empty if it is of a kind that cannot be printed (WebP) or too large. */
    static String dataAddress(OrganizationLogo logo) {
        if (!logo.mediaType().equals("image/png") && !logo.mediaType().equals("image/jpeg")) {
            return "";
        }
        return isModest(logo.content())
                ? "data:" + logo.mediaType() + ";base64," + Base64.getEncoder().encodeToString(logo.content())
                : "";
    }

    /** Whether the picture in a {@code data:} address can be read and is not too large. */
    static boolean isModest(String address) {
        String encoded = address.substring(address.indexOf(',') + 1);
        try {
            return isModest(Base64.getMimeDecoder().decode(encoded));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isModest(byte[] content) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) { // ImageIO throws both for what it cannot read
            return false;
        }
    }
}
