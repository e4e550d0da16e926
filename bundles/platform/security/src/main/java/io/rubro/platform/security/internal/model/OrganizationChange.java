package io.rubro.platform.security.internal.model;

import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What its people may change of an organisation. Country and currency stay: its books are kept in them. */
public record OrganizationChange(
        @NotBlank @Size(max = 120) String name,
        @NotBlank @Size(max = 200) String legalName,
        @Nullable @Size(max = 20) String taxId,
        @NotBlank @Size(max = 64) String timeZone,
        @NotBlank @Size(max = 20) String locale,
        @Nullable @Size(max = 500) String address) {}
