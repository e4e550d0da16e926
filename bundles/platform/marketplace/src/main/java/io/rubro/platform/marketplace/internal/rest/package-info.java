/** Plugins over REST. */
@NullMarked
package io.rubro.platform.marketplace.internal.rest;

import org.jspecify.annotations.NullMarked;
