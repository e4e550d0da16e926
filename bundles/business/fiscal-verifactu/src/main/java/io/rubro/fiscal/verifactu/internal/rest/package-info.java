/** VERI*FACTU over HTTP. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.rest;

import org.jspecify.annotations.NullMarked;
