/** The way of a message from the broker to the store. */
@NullMarked
package io.rubro.devices.telemetry.internal.ingest;

import org.jspecify.annotations.NullMarked;
