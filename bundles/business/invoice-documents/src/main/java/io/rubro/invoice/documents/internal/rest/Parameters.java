package io.rubro.invoice.documents.internal.rest;

import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.invoice.documents.internal.print.Wording;
import io.rubro.platform.problem.ProblemException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests ask for, read or refused. */
final class Parameters {

    private Parameters() {}

    /** {@code a4} or {@code ticket}. */
    static PaperFormat format(String name) {
        return PaperFormat.named(name)
                .orElseThrow(
                        () -> ProblemException.invalid("format", "invoice-documents.format", Map.of("value", name)));
    }

    /** {@code invoice} or {@code ticket}. */
    static PaperFormat kind(String kind) {
        return PaperFormat.ofTemplate(kind)
                .orElseThrow(() -> ProblemException.notFound("invoice-documents.template.not-found", kind));
    }

    /** Null if none is asked for. */
    static @Nullable Locale language(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        if (!Wording.LANGUAGES.contains(tag)) {
            throw ProblemException.invalid(
                    "lang",
                    "invoice-documents.language",
                    Map.of("value", tag, "allowed", String.join(", ", Wording.LANGUAGES)));
        }
        return Locale.forLanguageTag(tag);
    }
}
