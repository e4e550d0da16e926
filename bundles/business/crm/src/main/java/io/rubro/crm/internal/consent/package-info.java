/** Channels, and whether a contact may be reached on them. */
@NullMarked
package io.rubro.crm.internal.consent;

import org.jspecify.annotations.NullMarked;
