/** The state of the system over REST. */
@NullMarked
package io.rubro.platform.observability.internal.rest;

import org.jspecify.annotations.NullMarked;
