/** Readings as they are stored. */
@NullMarked
package io.rubro.devices.telemetry.internal.model;

import org.jspecify.annotations.NullMarked;
