/** Refusals and failures, and how they are told to the caller (RFC 9457). */
@NullMarked
package io.rubro.platform.rest.internal.problem;

import org.jspecify.annotations.NullMarked;
