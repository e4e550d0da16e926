/** What a butcher keeps: products sold by weight, and what was weighed. */
@NullMarked
package io.rubro.rubros.carniceria.internal.model;

import org.jspecify.annotations.NullMarked;
