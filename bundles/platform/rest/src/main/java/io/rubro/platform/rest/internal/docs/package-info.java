/** The OpenAPI document of what is loaded and the page that shows it. */
@NullMarked
package io.rubro.platform.rest.internal.docs;

import org.jspecify.annotations.NullMarked;
