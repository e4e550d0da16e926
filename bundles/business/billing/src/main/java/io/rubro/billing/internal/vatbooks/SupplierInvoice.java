package io.rubro.billing.internal.vatbooks;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice a supplier sent us.
 *
 * @param receivedOn the day it is in the book of received invoices, and its tax is deducted
 * @param services whether it is for services rather than goods
 * @param investment whether it is for an investment good
 * @param corrective whether it corrects an earlier one; its amounts may be negative
 * @param withheld income tax we hold back
 * @param total base + tax + surcharge; the base alone where we account for the tax ourselves
 */
public record SupplierInvoice(
        Id id,
        String supplierName,
        String supplierTaxId,
        String supplierCountry,
        String number,
        LocalDate issuedOn,
        LocalDate receivedOn,
        Operation operation,
        boolean services,
        boolean investment,
        boolean corrective,
        List<Group> taxes,
        BigDecimal withheld,
        BigDecimal total,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate paidOn,
        @Nullable String remark,
        long version)
        implements Versioned {

    public SupplierInvoice {
        taxes = List.copyOf(taxes);
    }

    /** Where it comes from, and who accounts for the tax. */
    public enum Operation {
        /** From a supplier in the country, who charges the tax. */
        INTERIOR,
        /** From another Member State; we account for the tax. */
        INTRA_EU,
        /** From elsewhere; customs charge the tax. */
        IMPORT,
        /** From a supplier in the country or elsewhere, but we account for the tax (Ley 37/1992, article 84.Uno.2º and 4º). */
        REVERSE_CHARGE;

        /** Whether the supplier charges no tax because we account for it. */
        boolean self() {
            return this == INTRA_EU || this == REVERSE_CHARGE;
        }
    }

    /**
     * What it says at one rate.
     *
     * @param rate percent
     * @param tax what may be deducted of it is {@code deductiblePercent}; computed where we account for it
     * @param surcharge the equivalence surcharge the supplier charged, which is not deducted
     * @param deductiblePercent 0 to 100
     */
    public record Group(
            BigDecimal rate, BigDecimal base, BigDecimal tax, BigDecimal surcharge, BigDecimal deductiblePercent) {}
}
