/** What the module does, inside transactions. */
@NullMarked
package io.rubro.invoice.documents.internal.service;

import org.jspecify.annotations.NullMarked;
