/** What webhooks are made of. */
@NullMarked
package io.rubro.platform.webhooks.internal.model;

import org.jspecify.annotations.NullMarked;
