/** How things stand with each customer: a projection of billing's events, the formulas over it, and predictions from it. */
@NullMarked
package io.rubro.crm.internal.health;

import org.jspecify.annotations.NullMarked;
