package io.rubro.platform.security.internal.model;

import io.rubro.platform.ids.Id;

/** An organisation a user belongs to, and his role there. */
public record Workplace(Id id, String name, String role) {}
