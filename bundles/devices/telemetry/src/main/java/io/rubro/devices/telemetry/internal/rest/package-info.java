/** Telemetry over HTTP. */
@NullMarked
package io.rubro.devices.telemetry.internal.rest;

import org.jspecify.annotations.NullMarked;
