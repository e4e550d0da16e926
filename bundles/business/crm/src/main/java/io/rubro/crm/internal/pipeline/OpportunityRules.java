package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an opportunity must look like, whoever writes it down. */
final class OpportunityRules {

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(13);
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 30);
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private OpportunityRules() {}

    /**
     * The draft in its normal form; its currency is there.
     *
     * @param organization whose opportunity it is to be
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    static OpportunityDraft normalise(OpportunityDraft draft, Organization organization) {
        Fields fields = new Fields();
        @Nullable Integer probability = draft.probability();
        if (probability != null && (probability < 0 || probability > 100)) {
            fields.refuse("probability", "crm.opportunity.probability", Map.of());
        }
        @Nullable LocalDate close = draft.expectedClose();
        if (close != null && (close.isBefore(EARLIEST) || close.isAfter(LATEST))) {
            fields.refuse("expectedClose", "crm.interaction.at", Map.of("value", close.toString()));
        }
        OpportunityDraft normal = new OpportunityDraft(
                draft.contactId(),
                draft.stageId(),
                fields.required("title", draft.title(), OpportunityDraft.MAX_TITLE),
                fields.optional("description", draft.description(), OpportunityDraft.MAX_DESCRIPTION),
                value(fields, draft.value()),
                currency(fields, draft.currency(), organization),
                probability,
                close,
                draft.owner(),
                fields.optional("source", draft.source(), OpportunityDraft.MAX_SOURCE));
        fields.complete();
        return normal;
    }

    /**
     * Why it was lost, trimmed.
     *
     * @throws ProblemException 422 if it is blank or too long
     */
    static String lostReason(@Nullable String given) {
        Fields fields = new Fields();
        @Nullable String reason = fields.optional("lostReason", given, OpportunityDraft.MAX_LOST_REASON);
        if (reason == null) {
            fields.refuse("lostReason", "crm.opportunity.lost-reason", Map.of());
        }
        fields.complete();
        return String.valueOf(reason);
    }

    private static BigDecimal value(Fields fields, BigDecimal value) {
        if (value.signum() < 0) {
            fields.refuse("value", "crm.interaction.negative-amount", Map.of());
        } else if (value.compareTo(LIMIT) >= 0) {
            fields.refuse("value", "crm.interaction.amount-too-large", Map.of());
        } else if (value.stripTrailingZeros().scale() > 2) {
            fields.refuse("value", "crm.interaction.amount-decimals", Map.of());
        } else {
            return value.setScale(2);
        }
        return value;
    }

    private static String currency(Fields fields, @Nullable String given, Organization organization) {
        @Nullable String currency = fields.optional("currency", given, 40);
        if (currency == null) {
            return organization.currency();
        }
        String code = currency.toUpperCase(Locale.ROOT);
        if (!CURRENCIES.contains(code)) {
            fields.refuse("currency", "crm.interaction.currency", Map.of("value", currency));
        }
        return code;
    }
}
