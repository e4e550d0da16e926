package io.rubro.devices.driver;

/**
 * A command for a device.
 *
 * @param name the name of its {@link CommandType}
 * @param arguments complete and checked
 */
public record Command(String name, Settings arguments) {}
