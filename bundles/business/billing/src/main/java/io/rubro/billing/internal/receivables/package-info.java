/** What customers owe: instalments, receipts, ageing, statements, reminders and late interest. */
@org.jspecify.annotations.NullMarked
package io.rubro.billing.internal.receivables;
