/** Entries of the trail and what a verification finds. */
@NullMarked
package io.rubro.platform.audit.internal.model;

import org.jspecify.annotations.NullMarked;
