/** What happens with contacts: written down, planned, reminded of, and mirrored from other modules. */
@NullMarked
package io.rubro.crm.internal.interactions;

import org.jspecify.annotations.NullMarked;
