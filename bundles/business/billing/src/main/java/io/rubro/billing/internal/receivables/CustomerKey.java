package io.rubro.billing.internal.receivables;

import io.rubro.billing.Customer;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Who owes: invoices bear copies of their customers, and those with the same tax id are one customer; without a tax id
 * those of the same contact are, and without a contact those of the same name.
 *
 * @param value {@code tax:B12345674}, {@code contact:0F…}, {@code name:Acme}
 */
public record CustomerKey(String value) {

    private static final String TAX = "tax:";
    private static final String CONTACT = "contact:";
    private static final String NAME = "name:";
    private static final int LONGEST = 220;

    /** Reads a key as a request says it. The name is the one JAX-RS looks for. */
    public static CustomerKey valueOf(String text) {
        CustomerKey key = new CustomerKey(text);
        key.condition("i");
        return key;
    }

    static CustomerKey of(@Nullable String taxId, @Nullable Id contact, String name) {
        if (taxId != null) {
            return new CustomerKey(TAX + taxId);
        }
        return new CustomerKey(contact != null ? CONTACT + contact : NAME + name);
    }

    static CustomerKey of(Customer customer) {
        return of(customer.taxId(), customer.contactId(), customer.name());
    }

    /** Of a row of {@code billing.invoice}. */
    static CustomerKey of(ResultSet row) throws SQLException {
        return of(
                row.getString("customer_tax_id"),
                Rows.idOrNull(row, "customer_contact_id"),
                row.getString("customer_name"));
    }

    /**
     * What holds of the invoices of this customer, with one {@code ?} for {@link #argument()}.
     *
     * @param alias of the table {@code billing.invoice}
     */
    String condition(String alias) {
        if (value.length() > LONGEST) {
            throw unknown();
        }
        if (value.startsWith(TAX)) {
            return alias + ".customer_tax_id = ?";
        }
        if (value.startsWith(CONTACT)) {
            return "%1$s.customer_tax_id is null and %1$s.customer_contact_id = ?".formatted(alias);
        }
        if (value.startsWith(NAME)) {
            return "%1$s.customer_tax_id is null and %1$s.customer_contact_id is null and %1$s.customer_name = ?"
                    .formatted(alias);
        }
        throw unknown();
    }

    Object argument() {
        String rest = value.substring(value.indexOf(':') + 1);
        try {
            return value.startsWith(CONTACT) ? Id.valueOf(rest) : rest;
        } catch (IllegalArgumentException noId) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.invalid("customer", "billing.receivables.customer");
    }
}
