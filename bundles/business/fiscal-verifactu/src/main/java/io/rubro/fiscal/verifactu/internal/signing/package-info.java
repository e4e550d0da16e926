/** Electronic signatures of records and events: Orden HAC/1177/2024, article 14. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.signing;

import org.jspecify.annotations.NullMarked;
