/** How the MQTT broker, the registry of devices and the telemetry store work together. Not for plugins. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.devices.mqtt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
