package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;

/** A record events happened to. */
record AggregateKey(Id organization, Id aggregate) {}
