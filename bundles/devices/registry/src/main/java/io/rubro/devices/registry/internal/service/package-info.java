/** The registry: devices, their credentials, shadows and presence. */
@NullMarked
package io.rubro.devices.registry.internal.service;

import org.jspecify.annotations.NullMarked;
