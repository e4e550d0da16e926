/** Messages to people. */
@NullMarked
package io.rubro.platform.console.internal.notifications;

import org.jspecify.annotations.NullMarked;
