/** Reads KAR files, which are foreign matter until proven otherwise. */
@NullMarked
package io.rubro.platform.marketplace.internal.kar;

import org.jspecify.annotations.NullMarked;
