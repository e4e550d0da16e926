/** What the norm calls an invoicing record, and its fingerprint. */
@NullMarked
package io.rubro.fiscal.verifactu.internal.model;

import org.jspecify.annotations.NullMarked;
