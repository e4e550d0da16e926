package io.rubro.crm;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * Which interactions are wanted; null asks for no restriction.
 *
 * @param contactId whose
 * @param done true for what happened, false for what is still to be done
 */
public record InteractionFilter(@Nullable Id contactId, @Nullable Boolean done) {}
