/** How values look as JSON, and what is said about JSON that is wrong. */
@NullMarked
package io.rubro.platform.rest.internal.json;

import org.jspecify.annotations.NullMarked;
