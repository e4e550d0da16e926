/** Quotes, orders, delivery notes and pro forma invoices, and what becomes of them. */
@NullMarked
package io.rubro.billing.internal.documents.service;

import org.jspecify.annotations.NullMarked;
