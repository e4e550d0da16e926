package io.rubro.platform.security;

import io.rubro.platform.ids.Id;

/**
 * Somebody who works in an organisation.
 *
 * @param id the user
 * @param name as people call him
 * @param email lower case
 */
public record Colleague(Id id, String name, String email) {}
