package io.rubro.platform.marketplace.internal.kar;

import org.osgi.framework.Version;

/**
 * A bundle inside a KAR.
 *
 * @param entry where it lies in the KAR
 * @param symbolicName its symbolic name, without directives
 * @param plugin whether it is the one that makes the KAR a plugin; the others are libraries it brings along
 */
public record KarBundle(String entry, String symbolicName, Version version, boolean plugin) {}
