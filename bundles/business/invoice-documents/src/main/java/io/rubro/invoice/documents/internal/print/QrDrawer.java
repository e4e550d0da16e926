package io.rubro.invoice.documents.internal.print;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Draws QR codes as one path, sharp on every printer, and remembers where. Level of correction M; the white around a code
 * is the margin its element has.
 */
final class QrDrawer implements FSObjectDrawerFactory, FSObjectDrawer {

    private static final double PIXELS_PER_INCH = 96;
    private static final double MILLIMETRES_PER_INCH = 25.4;

    private final List<Drawn> drawn = new ArrayList<>();

    /**
     * A code that was drawn.
     *
     * @param page from 0
     * @param millimetres the side of its square
     */
    record Drawn(String text, int page, double millimetres) {}

    /** The codes of the document. */
    List<Drawn> drawn() {
        return List.copyOf(drawn);
    }

    @Override
    public @Nullable FSObjectDrawer createDrawer(Element element) {
        return isReplacedObject(element) ? this : null;
    }

    @Override
    public boolean isReplacedObject(Element element) {
        return SafeHtml.isQr(element);
    }

    @Override
    public @Nullable Map<Shape, String> drawObject(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        String text = element.getAttribute("data");
        double side = Math.min(width, height) / dotsPerPixel;
        ByteMatrix code = encode(text);
        device.drawWithGraphics((float) x, (float) y, (float) width, (float) height, graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.fill(outline(code, side / code.getWidth()));
        });
        drawn.add(new Drawn(text, context.getPageNo(), side / PIXELS_PER_INCH * MILLIMETRES_PER_INCH));
        return null;
    }

    private static ByteMatrix encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new TemplateFault("invoice-documents.template.qr-text", 0, String.valueOf(e.getMessage()));
        }
    }

    private static Path2D outline(ByteMatrix code, double cell) {
        Path2D path = new Path2D.Double();
        for (int row = 0; row < code.getHeight(); row++) {
            for (int column = 0; column < code.getWidth(); column++) {
                int begin = column;
                while (column < code.getWidth() && code.get(column, row) == 1) {
                    column++;
                }
                if (column > begin) {
                    path.append(new Rectangle2D.Double(begin * cell, row * cell, (column - begin) * cell, cell), false);
                }
            }
        }
        return path;
    }
}
