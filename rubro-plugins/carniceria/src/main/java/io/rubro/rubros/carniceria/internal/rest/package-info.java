/** The plugin's resources. */
@NullMarked
package io.rubro.rubros.carniceria.internal.rest;

import org.jspecify.annotations.NullMarked;
