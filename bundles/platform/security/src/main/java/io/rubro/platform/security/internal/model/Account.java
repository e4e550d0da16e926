package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;

/**
 * A person's account on this installation, whatever organisations it belongs to.
 *
 * @param email in lower case, unique
 * @param locale language tag of messages to the person
 * @param platformAdmin whether it may administer the installation itself
 * @param disabled whether it can no longer log in anywhere
 */
public record Account(
        Id id, String email, String name, String locale, boolean platformAdmin, boolean disabled, long version)
        implements Versioned {}
