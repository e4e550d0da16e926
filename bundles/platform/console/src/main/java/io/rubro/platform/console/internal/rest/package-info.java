/** The console's resources. */
@NullMarked
package io.rubro.platform.console.internal.rest;

import org.jspecify.annotations.NullMarked;
