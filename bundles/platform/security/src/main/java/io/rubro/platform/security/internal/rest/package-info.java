/** The resources under {@code /api/v1/security}. */
@NullMarked
package io.rubro.platform.security.internal.rest;

import org.jspecify.annotations.NullMarked;
