/** What is stored of a device. */
@NullMarked
package io.rubro.devices.registry.internal.model;

import org.jspecify.annotations.NullMarked;
