package io.rubro.invoice.documents.internal.print;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import com.samskivert.mustache.Template;
import java.io.Writer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills templates in the Mustache language. A template is data an administrator typed, so it gets no more than the model:
 * maps, lists and texts; no objects to call, no partials to load, no text unescaped, and a bound on its steps and its size.
 */
final class TemplateEngine {

    /** The longest template, in characters. */
    static final int LONGEST = 64 << 10;

    private static final int LONGEST_RESULT = 2 << 20;
    private static final int MOST_STEPS = 500_000;
    private static final Pattern AT_LINE = Pattern.compile("@ line (\\d+)|on line:? ?(\\d+)|line (\\d+)");
    private static final Pattern UNESCAPED = Pattern.compile("\\{\\{\\s*(\\{|&|>|=|<|\\$)");

    private TemplateEngine() {}

    /**
     * Fills a template.
     *
     * @throws TemplateFault if it is no template, names what there is not, or grows without bounds
     */
    static FilledTemplate fill(String template, Map<String, Object> model) {
        if (template.length() > LONGEST) {
            throw new TemplateFault("invoice-documents.template.too-long", 0, String.valueOf(LONGEST >> 10));
        }
        refuseUnescaped(template);
        Bounds bounds = new Bounds();
        try {
            Template compiled = Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .strictSections(true)
                    .withFormatter(value -> FilledTemplate.without(String.valueOf(value)))
                    .withLoader(name -> {
                        throw new TemplateFault("invoice-documents.template.partial", 0, name);
                    })
                    .withCollector(bounds)
                    .compile(FilledTemplate.numbered(template));
            BoundedText out = new BoundedText();
            compiled.execute(model, out);
            return FilledTemplate.unnumbered(out.toString());
        } catch (MustacheException.Context e) {
            throw new TemplateFault("invoice-documents.template.unknown", e.lineNo, e.key);
        } catch (MustacheParseException e) {
            throw new TemplateFault("invoice-documents.template.syntax", line(e), "");
        } catch (MustacheException e) {
            if (e.getCause() instanceof TemplateFault fault) {
                throw fault;
            }
            throw new TemplateFault("invoice-documents.template.syntax", line(e), "");
        } catch (StackOverflowError e) {
            throw new TemplateFault("invoice-documents.template.too-deep", 0, "");
        }
    }

    /** Values are always escaped, nothing is loaded and the braces stay what they are. */
    private static void refuseUnescaped(String template) {
        Matcher found = UNESCAPED.matcher(template);
        if (found.find()) {
            int line = 1
                    + (int) template.substring(0, found.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new TemplateFault("invoice-documents.template.tag", line, found.group());
        }
    }

    private static int line(MustacheException e) {
        Matcher found = AT_LINE.matcher(String.valueOf(e.getMessage()));
        if (!found.find()) {
            return 0;
        }
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return Integer.parseInt(found.group(group));
            }
        }
        return 0;
    }

    /** Lets templates see maps and lists only, and counts each look. */
    private static final class Bounds implements Mustache.Collector {

        private final AtomicInteger steps = new AtomicInteger();

        private void step() {
            if (steps.incrementAndGet() > MOST_STEPS) {
                throw new TemplateFault("invoice-documents.template.endless", 0, "");
            }
        }

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            step();
            return value instanceof List<?> list ? list.iterator() : null;
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            step();
            return context instanceof Map<?, ?> ? this::fetch : null;
        }

        private @Nullable Object fetch(Object context, String name) {
            step();
            if (context instanceof Map<?, ?> map && map.containsKey(name)) {
                return map.get(name);
            }
            return Template.NO_FETCHER_FOUND;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }

    private static final class BoundedText extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] buffer, int offset, int length) {
            if (text.length() + length > LONGEST_RESULT) {
                throw new TemplateFault("invoice-documents.template.endless", 0, "");
            }
            text.append(buffer, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
