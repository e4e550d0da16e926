/** The whole customer in one answer. */
@NullMarked
package io.rubro.crm.internal.file;

import org.jspecify.annotations.NullMarked;
