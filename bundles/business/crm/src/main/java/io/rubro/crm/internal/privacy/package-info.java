/** What is known of a person, handed out and erased on demand. */
@NullMarked
package io.rubro.crm.internal.privacy;

import org.jspecify.annotations.NullMarked;
