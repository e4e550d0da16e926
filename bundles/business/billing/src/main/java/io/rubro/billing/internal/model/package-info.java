/** What an invoice is made of, and how it is stored. */
@NullMarked
package io.rubro.billing.internal.model;

import org.jspecify.annotations.NullMarked;
