/** The documents of the Spanish API: names, types and what must not be missing. */
@NullMarked
package io.rubro.crm.es.internal.json;

import org.jspecify.annotations.NullMarked;
