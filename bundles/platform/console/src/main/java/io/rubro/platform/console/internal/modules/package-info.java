/** What the running modules contribute to the console. */
@NullMarked
package io.rubro.platform.console.internal.modules;

import org.jspecify.annotations.NullMarked;
