package io.rubro.rubros.carniceria.internal.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was weighed to be sold; never changed afterwards.
 *
 * @param deviceId the scale
 * @param productName as it was called then
 * @param weightKg three decimals
 * @param pricePerKg as it was then
 * @param total {@code weightKg × pricePerKg}, rounded half up to cents
 * @param barcode EAN-13 of the label; null if the price or weight does not fit into its five digits
 */
public record Weighing(
        Id id,
        Instant weighedAt,
        Id deviceId,
        Id productId,
        int plu,
        String productName,
        BigDecimal weightKg,
        BigDecimal pricePerKg,
        BigDecimal total,
        @Nullable String barcode) {}
