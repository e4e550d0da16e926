package io.rubro.devices;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The numbers of one metric within one span of time.
 *
 * @param from the beginning of the span, a whole multiple of its length since 1970 (UTC)
 * @param count how many readings it holds, at least one
 * @param min the least
 * @param avg their mean, at most nine decimals
 * @param max the greatest
 */
public record Bucket(Instant from, long count, BigDecimal min, BigDecimal avg, BigDecimal max) {}
