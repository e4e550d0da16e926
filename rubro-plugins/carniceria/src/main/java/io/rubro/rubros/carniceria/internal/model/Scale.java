package io.rubro.rubros.carniceria.internal.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scale and what it shows.
 *
 * @param status {@code stable}, {@code motion}, {@code overload}, {@code negative}, {@code error}, or {@code silent} if it
 *     never said anything
 * @param weightKg the last weight; null if it never sent one
 * @param at when it last said anything
 */
public record Scale(Id id, String name, String status, @Nullable BigDecimal weightKg, @Nullable Instant at) {}
