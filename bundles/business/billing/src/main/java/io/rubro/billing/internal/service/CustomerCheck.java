package io.rubro.billing.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.platform.taxid.TaxId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the customer on an invoice. */
final class CustomerCheck {

    private static final int MAX_NAME = 200;
    private static final int MAX_TAX_ID = 20;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_ADDRESS = 300;
    /** Countries whose tax identifiers have an algorithm we know. */
    private static final Set<String> CHECKED_COUNTRIES = Set.of("ES", "AR");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern FOREIGN_TAX_ID = Pattern.compile("[A-Z0-9][A-Z0-9 ./-]*");

    private final String home;
    private final Faults faults;

    /** @param home the organisation's country */
    CustomerCheck(String home, Faults faults) {
        this.home = home;
        this.faults = faults;
    }

    Customer customer(CustomerDraft draft) {
        String name = faults.text("customer.name", draft.name(), MAX_NAME);
        if (name == null) {
            faults.add("customer.name", "billing.text.missing");
        }
        String country = country(draft.country());
        return new Customer(
                draft.contactId(),
                name == null ? "" : name,
                taxId(draft.taxId(), country == null ? home : country),
                email(draft.email()),
                faults.text("customer.address", draft.address(), MAX_ADDRESS),
                country);
    }

    private @Nullable String country(@Nullable String given) {
        String text = faults.text("customer.country", given, 2);
        if (text == null) {
            return null;
        }
        String code = text.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(code)) {
            faults.add("customer.country", "billing.customer.country", Map.of("value", text));
        }
        return code;
    }

    private @Nullable String email(@Nullable String given) {
        String text = faults.text("customer.email", given, MAX_EMAIL);
        if (text == null) {
            return null;
        }
        if (!EMAIL.matcher(text).matches()) {
            faults.add("customer.email", "billing.customer.email", Map.of("value", text));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private @Nullable String taxId(@Nullable String given, String country) {
        String field = "customer.taxId";
        String text = faults.text(field, given, 2 * MAX_TAX_ID);
        if (text == null) {
            return null;
        }
        if (CHECKED_COUNTRIES.contains(country)) {
            TaxId found = TaxId.check(country, text);
            if (found instanceof TaxId.Valid valid) {
                return valid.value();
            }
            TaxId.Reason reason = ((TaxId.Invalid) found).reason();
            faults.add(field, reason.code(), Map.of("value", text, "country", country));
            return text;
        }
        String foreign = text.toUpperCase(Locale.ROOT);
        if (foreign.length() > MAX_TAX_ID || !FOREIGN_TAX_ID.matcher(foreign).matches()) {
            faults.add(field, "billing.customer.foreign-tax-id", Map.of("max", MAX_TAX_ID));
        }
        return foreign;
    }
}
