package io.rubro.crm.internal.consent;

import io.rubro.crm.consent.Channel;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * Another address or number of a contact, beside the e-mail and the phone it has itself.
 *
 * @param value as it was typed
 * @param normalised an e-mail address in lower case; a number as {@code +34600112233} where its country is known
 * @param label how people call it: «Obra», «Turno de noche»
 */
public record ContactChannel(
        Id id, Id contactId, Channel channel, String value, String normalised, @Nullable String label, long version)
        implements Versioned {}
