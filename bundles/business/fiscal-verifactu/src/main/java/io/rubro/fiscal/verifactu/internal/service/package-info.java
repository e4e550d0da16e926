/** The regime and its chains of records. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.service;

import org.jspecify.annotations.NullMarked;
