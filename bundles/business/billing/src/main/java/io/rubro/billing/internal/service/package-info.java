/** The rules of invoices, their numbers and payments. */
@NullMarked
package io.rubro.billing.internal.service;

import org.jspecify.annotations.NullMarked;
