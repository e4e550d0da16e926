/** The entities of the CRM: rows, and the values read from them. */
@NullMarked
package io.rubro.crm.internal.model;

import org.jspecify.annotations.NullMarked;
