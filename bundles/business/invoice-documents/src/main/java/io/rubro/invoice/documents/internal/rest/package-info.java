/** The REST interface. */
@NullMarked
package io.rubro.invoice.documents.internal.rest;

import org.jspecify.annotations.NullMarked;
