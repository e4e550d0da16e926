package io.rubro.rubros.carniceria.internal.model;

import java.math.BigDecimal;
import javax.validation.constraints.DecimalMin;
import javax.validation.constraints.Digits;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A product as it is written down; {@link Product} says what the fields mean. */
public record ProductDraft(
        @Min(1) @Max(99_999) int plu,
        @NotBlank @Size(max = 120) String name,
        @NotNull @DecimalMin("0.01") @Digits(integer = 7, fraction = 2) BigDecimal pricePerKg,
        @Nullable LabelKind label,
        @Nullable @Pattern(regexp = "2[0-9]") String labelPrefix) {

    LabelKind labelOrDefault() {
        return label == null ? LabelKind.PRICE : label;
    }

    String prefixOrDefault() {
        return labelPrefix == null ? "20" : labelPrefix;
    }
}
