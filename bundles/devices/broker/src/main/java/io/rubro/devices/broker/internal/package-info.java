/** The MQTT broker devices connect to: Apache Artemis inside this bundle, with our own security. */
@NullMarked
package io.rubro.devices.broker.internal;

import org.jspecify.annotations.NullMarked;
