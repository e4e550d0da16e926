/** What the documents before an invoice are made of, and how they are stored. */
@NullMarked
package io.rubro.billing.internal.documents.model;

import org.jspecify.annotations.NullMarked;
