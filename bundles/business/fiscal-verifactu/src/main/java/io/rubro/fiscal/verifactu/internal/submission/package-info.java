/** Records on their way to the authority. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.submission;

import org.jspecify.annotations.NullMarked;
