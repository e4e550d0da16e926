/** Reads the descriptors and texts of modules and plugins. */
@NullMarked
package io.rubro.platform.module.internal;

import org.jspecify.annotations.NullMarked;
