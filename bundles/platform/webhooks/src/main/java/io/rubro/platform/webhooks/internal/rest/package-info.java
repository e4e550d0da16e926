/** Webhooks over REST. */
@NullMarked
package io.rubro.platform.webhooks.internal.rest;

import org.jspecify.annotations.NullMarked;
