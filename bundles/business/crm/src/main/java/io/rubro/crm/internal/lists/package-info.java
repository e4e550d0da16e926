/** Lists of contacts: what they can be narrowed by, and deeds done to many at once. */
@NullMarked
package io.rubro.crm.internal.lists;

import org.jspecify.annotations.NullMarked;
