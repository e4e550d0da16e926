/** What users arrange for themselves. */
@NullMarked
package io.rubro.platform.console.internal.preferences;

import org.jspecify.annotations.NullMarked;
