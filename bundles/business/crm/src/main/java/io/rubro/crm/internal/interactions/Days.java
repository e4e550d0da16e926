package io.rubro.crm.internal.interactions;

import io.rubro.platform.organizations.Organization;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Where today is, in an organisation's time zone.
 *
 * @param today its first moment
 * @param tomorrow the first moment of the next day
 */
record Days(Instant today, Instant tomorrow) {

    static Days of(Organization organization, Instant now) {
        ZoneId zone = organization.zone();
        LocalDate date = now.atZone(zone).toLocalDate();
        return new Days(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
