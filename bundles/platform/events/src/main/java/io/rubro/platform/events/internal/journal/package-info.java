/** The durable journal: publishing, sequencing and delivery. */
@NullMarked
package io.rubro.platform.events.internal.journal;

import org.jspecify.annotations.NullMarked;
