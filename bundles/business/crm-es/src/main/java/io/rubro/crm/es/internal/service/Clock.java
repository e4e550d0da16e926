package io.rubro.crm.es.internal.service;

import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Dates as Python writes and reads them: with or without a zone, where those without are meant, and all are answered, in
 * the organisation's zone.
 */
@Component(service = Clock.class)
public final class Clock {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    /** Older versions of Python read three or six digits of a second and no others. */
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private final Organizations organizations;

    @Activate
    public Clock(@Reference Organizations organizations) {
        this.organizations = organizations;
    }

    /** The organisation's zone. */
    ZoneId zone() {
        return organizations.current().zone();
    }

    /**
     * The moment of a text; now if there is none.
     *
     * @throws ProblemException 422 if it is no date or time
     */
    Instant moment(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
        String iso = text.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        try {
            if (iso.length() <= 10) {
                return LocalDate.parse(iso).atStartOfDay(zone()).toInstant();
            }
            return iso.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$")
                    ? OffsetDateTime.parse(withColon(iso)).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone()).toInstant();
        } catch (DateTimeException notATime) {
            throw ProblemException.invalid(field, "crm-es.moment");
        }
    }

    /**
     * The day of a text; null if there is none.
     *
     * @throws ProblemException 422 if it is no date or time
     */
    @Nullable
    LocalDate day(String field, @Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : moment(field, text).atZone(zone()).toLocalDate();
    }

    private static String withColon(String iso) {
        return iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2").replaceFirst("(T.*[+-]\\d\\d)$", "$1:00");
    }

    /** A moment as it is answered. */
    String write(Instant moment) {
        LocalDateTime local =
                moment.truncatedTo(ChronoUnit.MICROS).atZone(zone()).toLocalDateTime();
        return (local.getNano() == 0 ? SECONDS : MICROS).format(local);
    }

    /** The beginning of a day as it is answered; null for none. */
    @Nullable
    String write(@Nullable LocalDate day) {
        return day == null ? null : SECONDS.format(day.atStartOfDay());
    }
}
