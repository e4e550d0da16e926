/** One search over the records of all modules. */
@NullMarked
package io.rubro.platform.console.internal.search;

import org.jspecify.annotations.NullMarked;
