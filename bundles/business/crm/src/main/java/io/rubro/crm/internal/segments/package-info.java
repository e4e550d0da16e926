/** Groups of contacts, by hand or by conditions over their fields and figures. */
@NullMarked
package io.rubro.crm.internal.segments;

import org.jspecify.annotations.NullMarked;
