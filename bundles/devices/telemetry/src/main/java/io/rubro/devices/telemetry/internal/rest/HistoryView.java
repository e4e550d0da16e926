package io.rubro.devices.telemetry.internal.rest;

import io.rubro.devices.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of a metric: the readings themselves, or their numbers summed up in spans if that was asked for.
 *
 * @param readings oldest first unless the newest were asked for first; absent if spans were asked for
 * @param spans oldest first, those without a reading left out; absent if readings were asked for
 * @param next the cursor of the next page of readings; absent on the last
 */
public record HistoryView(@Nullable List<ReadingView> readings, @Nullable List<Bucket> spans, @Nullable String next) {}
