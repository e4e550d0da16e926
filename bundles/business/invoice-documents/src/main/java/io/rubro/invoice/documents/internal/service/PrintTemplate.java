package io.rubro.invoice.documents.internal.service;

import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The template of one kind of paper as an organisation has it.
 *
 * @param kind {@code invoice} or {@code ticket}
 * @param html its text: the organisation's own, else the built-in one
 * @param own whether the organisation has one of its own
 * @param active whether its own is what is printed; false while the built-in one is
 * @param version 0 as long as it never had one of its own
 * @param updatedAt null if it has none of its own
 */
public record PrintTemplate(
        String kind, String html, boolean own, boolean active, long version, @Nullable Instant updatedAt)
        implements Versioned {}
