package io.rubro.platform.organizations;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An organisation: a business that keeps its books on this installation, seen by nobody else.
 *
 * @param name how it is shown
 * @param legalName the name on its invoices
 * @param taxId NIF in Spain, CUIT in Argentina; null until given
 * @param country ISO 3166 alpha-2: {@code ES} or {@code AR}
 * @param currency ISO 4217
 * @param timeZone IANA name
 * @param locale language tag: {@code es-ES}, {@code es-AR}, {@code en}
 * @param address the fiscal address on its invoices; null until given
 */
public record Organization(
        Id id,
        String name,
        String legalName,
        @Nullable String taxId,
        String country,
        String currency,
        String timeZone,
        String locale,
        @Nullable String address,
        long version)
        implements Versioned {

    /** The time zone its dates are in. */
    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** The language its documents are written in. */
    public Locale language() {
        return Locale.forLanguageTag(locale);
    }
}
