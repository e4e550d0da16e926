package io.rubro.crm.internal.interactions;

import io.rubro.crm.InteractionDraft;
import io.rubro.crm.internal.service.Fields;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an interaction must look like, whoever writes it down. */
final class InteractionRules {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(13);
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private InteractionRules() {}

    /**
     * The draft in its normal form.
     *
     * @param organization whose interaction it is to be
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    static InteractionDraft normalise(InteractionDraft draft, Organization organization) {
        Fields fields = new Fields();
        if (draft.at().isBefore(EARLIEST) || draft.at().isAfter(LATEST)) {
            fields.refuse("at", "crm.interaction.at", Map.of("value", draft.at().toString()));
        }
        @Nullable Integer minutes = draft.minutes();
        if (minutes != null && (minutes < 1 || minutes > InteractionDraft.MAX_MINUTES)) {
            fields.refuse("minutes", "crm.interaction.minutes", Map.of("max", InteractionDraft.MAX_MINUTES));
        }
        @Nullable Integer notice = draft.remindMinutes();
        if (notice != null && (notice < 0 || notice > InteractionDraft.MAX_REMIND_MINUTES)) {
            fields.refuse(
                    "remindMinutes",
                    "crm.interaction.remind-minutes",
                    Map.of("max", InteractionDraft.MAX_REMIND_MINUTES));
        }
        List<Id> people = draft.people().stream().distinct().toList();
        if (people.size() > InteractionDraft.MAX_PEOPLE) {
            fields.refuse("people", "crm.interaction.too-many-people", Map.of("max", InteractionDraft.MAX_PEOPLE));
        }
        @Nullable BigDecimal amount = amount(fields, draft);
        @Nullable String currency = currency(fields, draft.currency());
        if (amount == null && currency != null) {
            fields.refuse("currency", "crm.interaction.currency-without-amount", Map.of());
        }
        InteractionDraft normal = new InteractionDraft(
                draft.type(),
                fields.required("title", draft.title(), InteractionDraft.MAX_TITLE),
                fields.optional("description", draft.description(), InteractionDraft.MAX_DESCRIPTION),
                draft.at().truncatedTo(ChronoUnit.MICROS), // what both databases keep
                minutes,
                fields.optional("participants", draft.participants(), InteractionDraft.MAX_PARTICIPANTS),
                draft.done(),
                amount,
                amount != null && currency == null ? organization.currency() : currency,
                fields.optional("outcome", draft.outcome(), InteractionDraft.MAX_OUTCOME),
                draft.assigneeId(),
                people,
                draft.opportunityId(),
                notice);
        fields.complete();
        return normal;
    }

    private static @Nullable BigDecimal amount(Fields fields, InteractionDraft draft) {
        @Nullable BigDecimal amount = draft.amount();
        if (amount == null) {
            return null;
        }
        if (!draft.type().isMoney()) {
            fields.refuse("amount", "crm.interaction.amount-of-type", Map.of());
        } else if (amount.signum() < 0) {
            fields.refuse("amount", "crm.interaction.negative-amount", Map.of());
        } else if (amount.compareTo(LIMIT) >= 0) {
            fields.refuse("amount", "crm.interaction.amount-too-large", Map.of());
        } else if (amount.stripTrailingZeros().scale() > 2) {
            fields.refuse("amount", "crm.interaction.amount-decimals", Map.of());
        } else {
            return amount.setScale(2);
        }
        return amount;
    }

    private static @Nullable String currency(Fields fields, @Nullable String given) {
        @Nullable String currency = fields.optional("currency", given, 40);
        if (currency == null) {
            return null;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        if (!CURRENCIES.contains(code)) {
            fields.refuse("currency", "crm.interaction.currency", Map.of("value", currency));
        }
        return code;
    }
}
