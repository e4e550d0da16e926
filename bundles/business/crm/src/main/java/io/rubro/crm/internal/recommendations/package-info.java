/** What to do about customers: the rules, what was decided about their advice, and the list over all customers. */
@NullMarked
package io.rubro.crm.internal.recommendations;

import org.jspecify.annotations.NullMarked;
