package io.rubro.platform.security.internal.model;

import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A new organisation. What is left out follows from the country: currency, language, and the time zone of its capital.
 *
 * @param legalName the name on its invoices; the name if left out
 * @param country {@code ES} or {@code AR}
 * @param currency ISO 4217
 * @param timeZone IANA name; a business in the Canaries gives {@code Atlantic/Canary}
 * @param locale {@code es-ES}, {@code es-AR} or {@code en}
 */
public record OrganizationDraft(
        @NotBlank @Size(max = 120) String name,
        @Nullable @Size(max = 200) String legalName,
        @Nullable @Size(max = 20) String taxId,
        @NotNull @Pattern(regexp = "ES|AR") String country,
        @Nullable @Size(max = 3) String currency,
        @Nullable @Size(max = 64) String timeZone,
        @Nullable @Size(max = 20) String locale,
        @Nullable @Size(max = 500) String address) {}
