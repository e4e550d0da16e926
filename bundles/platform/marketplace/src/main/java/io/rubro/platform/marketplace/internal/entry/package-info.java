/** Plugins through the deploy folder and the shell. */
@NullMarked
package io.rubro.platform.marketplace.internal.entry;

import org.jspecify.annotations.NullMarked;
