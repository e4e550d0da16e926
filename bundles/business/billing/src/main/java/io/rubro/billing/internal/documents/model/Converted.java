package io.rubro.billing.internal.documents.model;

import io.rubro.platform.ids.Id;

/**
 * What a document was made into.
 *
 * @param target what sort of thing it is
 * @param id of the document or, if it is one, of the invoice
 */
public record Converted(Target target, Id id) {}
