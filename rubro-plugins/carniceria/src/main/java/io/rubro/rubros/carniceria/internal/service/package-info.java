/** Products, weighings and their labels. */
@NullMarked
package io.rubro.rubros.carniceria.internal.service;

import org.jspecify.annotations.NullMarked;
