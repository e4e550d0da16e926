/** What happens around the method of a resource: admission, validation, idempotency. */
@NullMarked
package io.rubro.platform.rest.internal.call;

import org.jspecify.annotations.NullMarked;
