package io.rubro.billing.internal.service;

import io.rubro.billing.internal.model.ItemContent;
import io.rubro.billing.internal.model.ItemDraft;
import io.rubro.billing.internal.model.ItemKind;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of the price list. */
final class ItemCheck {

    static final int INTEGER_DIGITS = 12;
    static final int DECIMALS = 6;
    private static final int MAX_CODE = 40;
    private static final int MAX_NAME = 200;
    private static final int MAX_UNIT = 20;

    private final Faults faults = new Faults();
    private final SortedSet<BigDecimal> rates;

    /** @param rates those in force in the organisation's country */
    ItemCheck(SortedSet<BigDecimal> rates) {
        this.rates = rates;
    }

    /**
     * Checks an entry and brings it into normal form.
     *
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    ItemContent content(ItemDraft draft) {
        String code = required("code", draft.code(), MAX_CODE);
        String name = required("name", draft.name(), MAX_NAME);
        String unit = faults.text("unit", draft.unit(), MAX_UNIT);
        BigDecimal price = price(draft.unitPrice());
        BigDecimal rate = rate(draft.taxRate());
        faults.check();
        ItemKind kind = draft.kind();
        Boolean active = draft.active();
        return new ItemContent(
                code.toUpperCase(Locale.ROOT),
                name,
                kind == null ? ItemKind.PRODUCT : kind,
                unit,
                Totals.plain(price),
                Totals.plain(rate),
                active == null || active);
    }

    private String required(String field, @Nullable String given, int max) {
        String text = faults.text(field, given, max);
        if (text == null) {
            faults.add(field, "billing.text.missing");
            return "";
        }
        return text;
    }

    private BigDecimal price(@Nullable BigDecimal given) {
        if (given == null || !faults.number("unitPrice", given, INTEGER_DIGITS, DECIMALS)) {
            if (given == null) {
                faults.add("unitPrice", "billing.number.missing");
            }
            return BigDecimal.ZERO;
        }
        if (given.signum() < 0) {
            faults.add("unitPrice", "billing.item.unit-price");
        }
        return given;
    }

    private BigDecimal rate(@Nullable BigDecimal given) {
        if (given == null) {
            faults.add("taxRate", "billing.number.missing");
            return BigDecimal.ZERO;
        }
        if (!rates.contains(given)) {
            String allowed = rates.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
            faults.add("taxRate", "billing.item.tax-rate", Map.of("allowed", allowed));
        }
        return given;
    }
}
