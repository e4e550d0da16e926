package io.rubro.platform.taxid;

import io.rubro.platform.problem.ProblemException;
import java.util.Locale;
import java.util.Map;

/**
 * What a check of a tax identifier found: a {@link Valid} one in its normal form, or why it is {@link Invalid}. Only the
 * number itself is checked; whether the authority has assigned it, the authority alone knows.
 */
public sealed interface TaxId {

    /**
     * Checks the tax identifier of a country the platform issues invoices in. Blanks, hyphens, dots and slashes between
     * the characters and lower-case letters are accepted; a Spanish one may carry the prefix {@code ES} of the European
     * VAT number.
     *
     * @param country ISO 3166 alpha-2: {@code ES} (NIF of persons, foreigners and entities) or {@code AR} (CUIT, CUIL)
     * @param text what a person wrote
     */
    static TaxId check(String country, String text) {
        String bare = text.replaceAll("[\\s\\u00a0./-]", "").toUpperCase(Locale.ROOT);
        return switch (country) {
            case "ES" -> SpanishNif.check(bare);
            case "AR" -> ArgentineCuit.check(bare);
            default -> new Invalid(Reason.COUNTRY);
        };
    }

    /**
     * The normal form of a tax identifier a request carries.
     *
     * @param field where it stands in the request, {@code taxId}
     * @throws ProblemException 422 naming the field if it is not valid
     */
    static String require(String country, String text, String field) {
        TaxId found = check(country, text);
        if (found instanceof Invalid refused) {
            throw ProblemException.invalid(field, refused.reason().code(), Map.of("value", text, "country", country));
        }
        return ((Valid) found).value();
    }

    /**
     * A number that satisfies its algorithm.
     *
     * @param kind what sort of number it is
     * @param value its normal form: nine characters in Spain ({@code B12345674}), eleven digits in Argentina
     */
    record Valid(Kind kind, String value) implements TaxId {}

    /** A text that is not a tax identifier of that country. */
    record Invalid(Reason reason) implements TaxId {}

    /** The sorts of tax identifiers. */
    enum Kind {
        /** Spain: a citizen's DNI number with its letter. */
        ES_DNI,
        /** Spain: a foreigner's NIE, beginning with X, Y or Z. */
        ES_NIE,
        /** Spain: a person without DNI or NIE, beginning with K, L or M. */
        ES_SPECIAL,
        /** Spain: a company or other entity (formerly CIF). */
        ES_ENTITY,
        /** Argentina: a person's CUIT or CUIL. */
        AR_PERSON,
        /** Argentina: a company's or other entity's CUIT. */
        AR_ENTITY,
        /** Argentina: the number by which a foreign country's customers go on export invoices. */
        AR_FOREIGN
    }

    /** Why a text is refused. */
    enum Reason {
        /** The country is neither Spain nor Argentina. */
        COUNTRY("country"),
        /** It has not the length or the characters of such a number. */
        FORMAT("format"),
        /** It begins with letters or digits that are given to nobody. */
        PREFIX("prefix"),
        /** Its control character does not agree with the rest: most likely a typing error. */
        CONTROL("control");

        private final String code;

        Reason(String code) {
            this.code = "security.tax-id." + code;
        }

        /** The message key for a person. */
        public String code() {
            return code;
        }
    }
}
