/** Endpoints, deliveries and how they get out. */
@NullMarked
package io.rubro.platform.webhooks.internal.service;

import org.jspecify.annotations.NullMarked;
