/** Writes, reads and verifies the trail. */
@NullMarked
package io.rubro.platform.audit.internal.service;

import org.jspecify.annotations.NullMarked;
