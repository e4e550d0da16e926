package io.rubro.crm.internal.consent;

import io.rubro.crm.consent.Channel;
import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.service.ContactRules;

/** Addresses and numbers in the form in which two spellings of one are equal. */
final class Numbers {

    private Numbers() {}

    /**
     * The normal form of a value of a channel.
     *
     * @param country of the organisation, ISO 3166 alpha-2: a number without a country code is taken for one of its own
     */
    static String normalised(Channel channel, String value, String country) {
        return channel.isNumber() ? number(value, country) : ContactRules.normalisedEmail(value);
    }

    /** A number by ITU-T E.164 with its plus, or its digits alone if its country cannot be told. */
    private static String number(String value, String country) {
        String digits = Folding.digits(value);
        if (value.strip().startsWith("+")) {
            return "+" + digits;
        }
        if (digits.startsWith("00")) {
            return "+" + digits.substring(2);
        }
        if (country.equals("ES") && digits.length() == 9) {
            return "+34" + digits;
        }
        if (country.equals("AR") && digits.length() == 10) {
            return "+54" + digits;
        }
        return digits;
    }
}
