/** Counters, timings and gauges, and their Prometheus text. */
@NullMarked
package io.rubro.platform.observability.internal.metrics;

import org.jspecify.annotations.NullMarked;
