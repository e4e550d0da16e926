/** The console's files, as a browser gets them. */
@NullMarked
package io.rubro.platform.console.internal.assets;

import org.jspecify.annotations.NullMarked;
