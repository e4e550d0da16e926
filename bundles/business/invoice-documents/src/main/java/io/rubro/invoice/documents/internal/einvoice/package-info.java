/** Invoices as XML for other programs. */
@NullMarked
package io.rubro.invoice.documents.internal.einvoice;

import org.jspecify.annotations.NullMarked;
