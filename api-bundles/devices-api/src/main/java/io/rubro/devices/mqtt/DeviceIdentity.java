package io.rubro.devices.mqtt;

import io.rubro.platform.ids.Id;

/**
 * Which device it is, and whose.
 *
 * @param organization its organisation
 * @param device the device
 */
public record DeviceIdentity(Id organization, Id device) {}
