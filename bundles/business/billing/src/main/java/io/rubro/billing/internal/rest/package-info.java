/** Billing over HTTP. */
@NullMarked
package io.rubro.billing.internal.rest;

import org.jspecify.annotations.NullMarked;
