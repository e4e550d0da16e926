package io.rubro.invoice.documents.internal.print;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Pages as pictures, to be looked at where no PDF can be shown. */
public final class PagePicture {

    private static final float POINTS_PER_INCH = 72;
    private static final float USUAL_DPI = 120;
    private static final float MOST_PIXELS = 8_000_000;

    private PagePicture() {}

    /**
     * A page as PNG: 120 dots per inch, fewer if it is very long.
     *
     * @param page from 1
     * @return empty if there is no such page
     */
    public static Optional<byte[]> png(byte[] pdf, int page) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            if (page < 1 || page > document.getNumberOfPages()) {
                return Optional.empty();
            }
            PDRectangle size = document.getPage(page - 1).getCropBox();
            double pixels = (double) size.getWidth() * size.getHeight() * square(USUAL_DPI / POINTS_PER_INCH);
            float dpi = pixels <= MOST_PIXELS ? USUAL_DPI : (float) (USUAL_DPI * Math.sqrt(MOST_PIXELS / pixels));
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page - 1, dpi, ImageType.RGB);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            return Optional.of(png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
