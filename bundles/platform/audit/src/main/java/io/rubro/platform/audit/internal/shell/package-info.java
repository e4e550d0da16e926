/** The audit trail in the console of the operator. */
@NullMarked
package io.rubro.platform.audit.internal.shell;

import org.jspecify.annotations.NullMarked;
