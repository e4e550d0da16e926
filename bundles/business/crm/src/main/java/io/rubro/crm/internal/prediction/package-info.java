/** How likely an open opportunity is to be won, learnt from those the organisation decided. */
@NullMarked
package io.rubro.crm.internal.prediction;

import org.jspecify.annotations.NullMarked;
