/** The journal over REST. */
@NullMarked
package io.rubro.platform.events.internal.rest;

import org.jspecify.annotations.NullMarked;
