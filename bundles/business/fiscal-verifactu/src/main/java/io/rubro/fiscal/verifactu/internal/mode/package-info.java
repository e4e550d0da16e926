/** Whether a business sends its records to the authority, or signs and keeps them. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.mode;

import org.jspecify.annotations.NullMarked;
