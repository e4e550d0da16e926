/** The values of this module: accounts, members, roles, sessions and API keys. */
@NullMarked
package io.rubro.platform.security.internal.model;

import org.jspecify.annotations.NullMarked;
