/** Invoices that are made again and again. */
@org.jspecify.annotations.NullMarked
package io.rubro.billing.internal.recurring;
