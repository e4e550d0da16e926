package io.rubro.billing.internal.documents.model;

import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which documents are wanted; null asks for no restriction.
 *
 * @param pending whether only documents are wanted of which something is still to be made
 * @param contact the customer in the CRM
 * @param customer words, each of which must occur in the customer's name, tax id or e-mail, whatever the case and accents
 * @param number how the number begins, whatever the case
 * @param from the first date wanted
 * @param to the last date wanted
 * @param text words, each of which must occur in the number or in the customer's name, tax id or e-mail
 */
public record DocumentFilter(
        @Nullable DocumentKind kind,
        @Nullable DocumentState state,
        boolean pending,
        @Nullable Id contact,
        @Nullable String customer,
        @Nullable String number,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String text) {

    /** All documents. */
    public static final DocumentFilter ALL = new DocumentFilter(null, null, false, null, null, null, null, null, null);

    /** All of a kind. */
    public static DocumentFilter of(DocumentKind kind) {
        return new DocumentFilter(kind, null, false, null, null, null, null, null, null);
    }

    /** Whose number begins so. */
    public static DocumentFilter numbered(String number) {
        return new DocumentFilter(null, null, false, null, null, number, null, null, null);
    }

    /** Whose customer has these words. */
    public static DocumentFilter ofCustomer(String customer) {
        return new DocumentFilter(null, null, false, null, customer, null, null, null, null);
    }

    /** In this state. */
    public static DocumentFilter in(DocumentState state) {
        return new DocumentFilter(null, state, false, null, null, null, null, null, null);
    }
}
