package io.rubro.billing.internal.documents.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document or an invoice came from and what became of it: a quote, an order, its delivery notes, their invoice.
 *
 * @param steps in the order they were made
 * @param links which became which
 */
public record Chain(List<Step> steps, List<Link> links) {

    public Chain {
        steps = List.copyOf(steps);
        links = List.copyOf(links);
    }

    /**
     * A document or an invoice.
     *
     * @param kind a {@link DocumentKind}, or an {@link io.rubro.billing.InvoiceKind} if it is an invoice
     * @param invoice whether it is an invoice
     * @param number null in a draft
     * @param date the day it bears; null in a draft that has none yet
     * @param state a {@link DocumentState}, or an {@link io.rubro.billing.InvoiceStatus} if it is an invoice
     */
    public record Step(
            Id id,
            String kind,
            boolean invoice,
            @Nullable String number,
            @Nullable LocalDate date,
            String state,
            BigDecimal total,
            String currency) {}

    /**
     * So much of a line of one went into another.
     *
     * @param lineId of the document it was taken from
     * @param counts false if it was given back because the later one was cancelled
     */
    public record Link(Id from, Id to, Id lineId, BigDecimal quantity, boolean counts) {}
}
