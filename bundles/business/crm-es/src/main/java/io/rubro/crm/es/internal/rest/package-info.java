/** The addresses, fields and defaults of the Spanish API; it decides nothing. */
@NullMarked
package io.rubro.crm.es.internal.rest;

import org.jspecify.annotations.NullMarked;
