/** Installs, upgrades and removes plugins while the server runs, without touching anything else. */
@NullMarked
package io.rubro.platform.marketplace.internal;

import org.jspecify.annotations.NullMarked;
