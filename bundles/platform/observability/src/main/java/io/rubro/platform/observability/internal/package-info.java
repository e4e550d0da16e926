/** Health, metrics and the state of the system, for operators and their tools. */
@NullMarked
package io.rubro.platform.observability.internal;

import org.jspecify.annotations.NullMarked;
