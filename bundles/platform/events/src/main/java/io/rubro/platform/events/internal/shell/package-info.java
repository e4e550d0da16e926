/** The journal in the console of the operator. */
@NullMarked
package io.rubro.platform.events.internal.shell;

import org.jspecify.annotations.NullMarked;
