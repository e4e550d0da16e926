package io.rubro.billing.internal.documents.model;

import io.rubro.billing.Customer;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A document in a list: {@link SalesDocument} without its lines and taxes. */
public record DocumentSummary(
        Id id,
        DocumentKind kind,
        DocumentState state,
        String series,
        @Nullable String number,
        @Nullable LocalDate date,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate deliveryDate,
        Customer customer,
        String currency,
        BigDecimal total,
        Instant createdAt,
        long version) {}
