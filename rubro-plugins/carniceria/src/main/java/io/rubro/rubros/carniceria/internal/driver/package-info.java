/** The languages of counter scales. */
@NullMarked
package io.rubro.rubros.carniceria.internal.driver;

import org.jspecify.annotations.NullMarked;
