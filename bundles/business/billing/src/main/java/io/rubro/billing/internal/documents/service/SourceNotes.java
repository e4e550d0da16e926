package io.rubro.billing.internal.documents.service;

import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.SalesDocument;
import io.rubro.billing.internal.documents.service.Chains.Reference;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an invoice says of the documents it was made of: their numbers and dates, and those of their orders. */
final class SourceNotes {

    private static final int LONGEST = 1_000;

    private final Chains chains;
    private final Messages messages;

    SourceNotes(Chains chains, Messages messages) {
        this.chains = chains;
        this.messages = messages;
    }

    /** In the language of the organisation's documents; with the notes of the document itself if it is the only one. */
    String of(List<SalesDocument> sources, Organization organization) {
        Locale language = organization.language();
        List<String> paragraphs = new ArrayList<>();
        SalesDocument first = sources.get(0);
        List<Reference> named = sources.stream()
                .map(source -> new Reference(source.id(), String.valueOf(source.number()), source.date()))
                .toList();
        paragraphs.add(named(first.kind(), named, language));
        if (first.kind() == DocumentKind.DELIVERY_NOTE) {
            List<Reference> orders =
                    chains.orders(sources.stream().map(SalesDocument::id).toList());
            if (!orders.isEmpty()) {
                paragraphs.add(named(DocumentKind.ORDER, orders, language));
            }
        }
        String own = sources.size() == 1 ? first.notes() : null;
        if (own != null) {
            paragraphs.add(own);
        }
        String all = String.join("\n", paragraphs);
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
    }

    private String named(DocumentKind kind, List<Reference> documents, Locale language) {
        String numbers = documents.stream()
                .map(document -> document.number() + dated(document.date(), language))
                .collect(Collectors.joining(", "));
        String key = "billing.document.source."
                + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + (documents.size() == 1 ? "" : ".several");
        return messages.text(language, key, Map.of("numbers", numbers)).orElse(numbers);
    }

    private static String dated(@Nullable LocalDate date, Locale language) {
        return date == null
                ? ""
                : " ("
                        + DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(language)
                                .format(date)
                        + ")";
    }
}
