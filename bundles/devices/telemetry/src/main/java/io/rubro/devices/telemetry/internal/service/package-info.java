/** The store of readings. */
@NullMarked
package io.rubro.devices.telemetry.internal.service;

import org.jspecify.annotations.NullMarked;
