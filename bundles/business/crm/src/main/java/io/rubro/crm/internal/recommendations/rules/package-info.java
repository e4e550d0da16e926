/** The rules every installation has, one class each. They decide from the file alone. */
@NullMarked
package io.rubro.crm.internal.recommendations.rules;

import org.jspecify.annotations.NullMarked;
