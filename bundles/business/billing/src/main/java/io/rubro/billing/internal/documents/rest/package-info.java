/** The REST resources of the documents before an invoice. */
@NullMarked
package io.rubro.billing.internal.documents.rest;

import org.jspecify.annotations.NullMarked;
