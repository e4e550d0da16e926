/** Invoices on paper: words, figures, templates, pages. */
@NullMarked
package io.rubro.invoice.documents.internal.print;

import org.jspecify.annotations.NullMarked;
