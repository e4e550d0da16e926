package io.rubro.crm.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds now for a channel and a purpose, and what made it so.
 *
 * @param at when the person said so; null exactly if the state is UNKNOWN and was never anything else
 * @param method how; null as {@code at}
 */
public record Consent(
        Channel channel, Purpose purpose, ConsentState state, @Nullable Instant at, @Nullable ConsentMethod method) {}
