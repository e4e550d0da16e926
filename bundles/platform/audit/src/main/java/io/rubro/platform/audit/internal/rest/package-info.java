/** The audit trail over REST. */
@NullMarked
package io.rubro.platform.audit.internal.rest;

import org.jspecify.annotations.NullMarked;
