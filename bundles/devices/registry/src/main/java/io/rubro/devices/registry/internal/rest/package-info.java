/** The registry over HTTP. */
@NullMarked
package io.rubro.devices.registry.internal.rest;

import org.jspecify.annotations.NullMarked;
