/** Updates for the screens that are open. */
@NullMarked
package io.rubro.platform.console.internal.live;

import org.jspecify.annotations.NullMarked;
