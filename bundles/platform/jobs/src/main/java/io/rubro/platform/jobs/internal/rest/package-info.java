/** Jobs over HTTP. */
@NullMarked
package io.rubro.platform.jobs.internal.rest;

import org.jspecify.annotations.NullMarked;
