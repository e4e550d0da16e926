package io.rubro.invoice.documents.internal.print;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.rubro.invoice.documents.internal.print.QrDrawer.Drawn;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** Makes PDF/A-3u files of filled templates: fonts inside, colours calibrated, nothing fetched from anywhere. */
final class PdfWriter {

    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final Map<String, Integer> FONTS =
            Map.of("OpenSans-Regular", 400, "OpenSans-SemiBold", 600, "OpenSans-Bold", 700);
    /** Also for text in a font nobody has: without it such text would be lost. */
    private static final Set<FSFontUseCase> USES = Set.of(FSFontUseCase.DOCUMENT, FSFontUseCase.FALLBACK_FINAL);

    private static final int MOST_PAGES = 400;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final float TICKET_END = 4 * 72 / 25.4f;

    static {
        XRLog.setLoggingEnabled(false);
    }

    private PdfWriter() {}

    /**
     * A PDF.
     *
     * @param codes the QR codes on it, in the order they were drawn
     */
    record Pdf(byte[] bytes, int pages, List<Drawn> codes) {}

    /**
     * Writes a file.
     *
     * @throws TemplateFault if the template cannot be printed
     */
    static Pdf write(FilledTemplate filled, PaperFormat format, @Nullable Attachment attachment) {
        Document html = SafeHtml.read(filled);
        QrDrawer codes = new QrDrawer();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useObjectDrawerFactory(codes);
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_U);
        builder.useColorProfile(SRGB);
        builder.useUnicodeLineBreaker(new Deadline(LONGEST_NANOS));
        builder.withProducer("Rubro");
        closeAllDoors(builder);
        FONTS.forEach(
                (file, weight) -> builder.useFont(() -> font(file), "Open Sans", weight, FontStyle.NORMAL, true, USES));
        builder.withW3cDocument(html, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 << 10);
        builder.toStream(bytes);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            int pages = renderer.getRootBox().getLayer().getPages().size();
            if (pages > MOST_PAGES) {
                throw new TemplateFault("invoice-documents.template.endless", 0, "");
            }
            try (PDDocument document = renderer.createPDFKeepOpen()) {
                if (format == PaperFormat.TICKET) {
                    cut(document, renderer.getRootBox().getHeight() / renderer.getDotsPerPoint());
                }
                if (attachment != null) {
                    attachment.addTo(document);
                }
                document.save(bytes);
                return new Pdf(bytes.toByteArray(), document.getNumberOfPages(), codes.drawn());
            }
        } catch (IOException e) {
            throw new TemplateFault("invoice-documents.template.page", 0, String.valueOf(e.getMessage()));
        }
    }

    /** The second wall behind {@link SafeHtml}: whatever is asked for from outside is not there. */
    private static void closeAllDoors(PdfRendererBuilder builder) {
        builder.useUriResolver((base, address) -> address.startsWith("data:image/") ? address : null);
        builder.useExternalResourceAccessControl(
                (address, kind) -> address.startsWith("data:image/"),
                ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (address, kind) -> address.startsWith("data:image/"),
                ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useProtocolsStreamImplementation(
                address -> {
                    throw new TemplateFault("invoice-documents.template.address", 0, address);
                },
                "http",
                "https",
                "file",
                "jar",
                "ftp",
                "bundle",
                "classpath");
    }

    private static InputStream font(String name) {
        InputStream file = PdfWriter.class.getResourceAsStream("/fonts/ttf/OpenSans/" + name + ".ttf");
        if (file == null) {
            throw new IllegalStateException("no font " + name);
        }
        return file;
    }

    /** Cuts the strip below the last line; {@code height} of the content in points, without margins. */
    private static void cut(PDDocument document, float height) {
        PDPage page = document.getPage(0);
        PDRectangle strip = page.getMediaBox();
        float length = Math.min(strip.getHeight(), height + 2 * TICKET_END);
        PDRectangle rest =
                new PDRectangle(strip.getLowerLeftX(), strip.getUpperRightY() - length, strip.getWidth(), length);
        page.setMediaBox(rest);
        page.setCropBox(rest);
    }
}
