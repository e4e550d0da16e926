package io.rubro.crm.es.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The CIF or NIF of a client as its program sent it. The CRM takes none whose control character is wrong, because it would
 * print it on invoices; the programs this API is for never looked. Such a number is kept as a label of the contact, {@code
 * cif:es12345678a}: people see that it is not a checked one, can search for it and correct it, and it is answered as it was
 * sent, in capitals.
 */
final class TaxNumber {

    private static final String LABEL = "cif:";
    private static final int MAX = ContactDraft.MAX_TAG - LABEL.length();

    private TaxNumber() {}

    /** The number of a contact: the checked one, else the label; null if it has neither. */
    static @Nullable String of(Contact contact) {
        return contact.taxId() != null
                ? contact.taxId()
                : contact.tags().stream()
                        .filter(tag -> tag.startsWith(LABEL))
                        .map(tag -> tag.substring(LABEL.length()).toUpperCase(Locale.ROOT))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * A draft with a number.
     *
     * @param given what was sent; blank for none
     * @param home the organisation's country, which it is of if the draft names no other
     * @param field what it is called in the request
     * @throws ProblemException 422 if it is too long or has characters no such number has
     */
    static ContactDraft put(ContactDraft draft, String given, String home, String field) {
        Set<String> labels = new HashSet<>(draft.tags());
        labels.removeIf(label -> label.startsWith(LABEL));
        String text = given.strip();
        if (text.isEmpty()) {
            return draft.edit().taxId(null).tags(labels).build();
        }
        String country = draft.country() == null ? home : draft.country();
        TaxId found = TaxId.check(country, text);
        boolean isOurs = found instanceof TaxId.Valid
                || ((TaxId.Invalid) found).reason() == TaxId.Reason.COUNTRY; // the CRM knows how those look
        if (isOurs) {
            return draft.edit().taxId(text).tags(labels).build();
        }
        if (text.length() > MAX || !text.matches("[\\p{L}\\p{N} ./_-]+")) {
            throw ProblemException.invalid(field, "crm-es.tax-number", Map.of("max", MAX));
        }
        labels.add(LABEL + text.toLowerCase(Locale.ROOT));
        return draft.edit().taxId(null).tags(labels).build();
    }

    /** The label by which a draft with an unchecked number is found. */
    static Optional<String> label(ContactDraft draft) {
        return draft.tags().stream().filter(tag -> tag.startsWith(LABEL)).findFirst();
    }
}
