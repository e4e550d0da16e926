package io.rubro.invoice.documents.internal.print;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * Finds where lines may break, as the layout asks for each run of text, and ends a layout that takes too long: a template
 * may be made so that it never ends.
 */
final class Deadline implements FSTextBreaker {

    private final FSTextBreaker breaker = new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.ROOT));
    private final long end;

    /** From now on. */
    Deadline(long nanos) {
        end = System.nanoTime() + nanos;
    }

    @Override
    public int next() {
        return breaker.next();
    }

    @Override
    public void setText(String text) {
        if (System.nanoTime() - end > 0) {
            throw new TemplateFault("invoice-documents.template.endless", 0, "");
        }
        breaker.setText(text);
    }
}
