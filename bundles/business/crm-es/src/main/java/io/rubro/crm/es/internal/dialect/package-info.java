/** How the Spanish API refuses, and whom it lets in without credentials. */
@NullMarked
package io.rubro.crm.es.internal.dialect;

import org.jspecify.annotations.NullMarked;
