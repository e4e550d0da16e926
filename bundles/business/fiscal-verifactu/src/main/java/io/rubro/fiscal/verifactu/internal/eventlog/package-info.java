/** The log of events a program keeps that is not VERI*FACTU: Orden HAC/1177/2024, article 9. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.eventlog;

import org.jspecify.annotations.NullMarked;
