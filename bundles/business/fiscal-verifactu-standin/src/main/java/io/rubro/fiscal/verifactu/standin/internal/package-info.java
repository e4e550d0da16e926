/** The tax authority's invoicing service as a stand-in, strict in its rules and moody on demand. */
@NullMarked
package io.rubro.fiscal.verifactu.standin.internal;

import org.jspecify.annotations.NullMarked;
