/** Data source, transactions and SQL. */
@NullMarked
package io.rubro.platform.persistence.internal;

import org.jspecify.annotations.NullMarked;
