package io.rubro.crm.internal.reports;

import io.rubro.crm.internal.service.Fields;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import javax.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A cost as a client sends it. */
public record CampaignCostRequest(
        @NotNull String source,
        @NotNull LocalDate from,
        @NotNull LocalDate until,
        @NotNull BigDecimal amount,
        @Nullable String note) {

    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    /**
     * As it is stored.
     *
     * @throws io.rubro.platform.problem.ProblemException 422 with all fields that break a rule
     */
    CampaignCostRequest normal() {
        Fields fields = new Fields();
        String plain = fields.required("source", source, 100);
        @Nullable String text = fields.optional("note", note, 300);
        if (until.isBefore(from) || from.getYear() < 1900 || until.getYear() > 9999) {
            fields.refuse("until", "crm.report.period", Map.of());
        }
        if (amount.signum() < 0 || amount.stripTrailingZeros().scale() > 2 || amount.compareTo(MOST) > 0) {
            fields.refuse("amount", "crm.report.amount", Map.of());
        }
        fields.complete();
        return new CampaignCostRequest(plain, from, until, amount.setScale(2), text);
    }
}
