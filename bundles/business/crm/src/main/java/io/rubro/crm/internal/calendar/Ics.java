package io.rubro.crm.internal.calendar;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.io.text.ICalReader;
import biweekly.io.text.ICalWriter;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calendars as text (RFC 5545). */
final class Ics {

    /** What the text is. */
    static final String TYPE = "text/calendar;charset=utf-8";

    /** The longest line, in octets without its end (RFC 5545, 3.1). */
    private static final int LINE = 75;

    private Ics() {}

    /** An empty calendar of ours. */
    static ICalendar calendar(String language) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Rubro//CRM//" + language.toUpperCase(java.util.Locale.ROOT));
        calendar.setCalendarScale(biweekly.property.CalendarScale.gregorian());
        return calendar;
    }

    static String write(ICalendar calendar) {
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            // the library counts characters where the norm counts octets
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folded(text.toString());
    }

    /**
     * Reads the first calendar of a text.
     *
     * @throws ProblemException 422 if there is none
     */
    static ICalendar read(String text) {
        try (ICalReader reader = new ICalReader(text)) {
            @Nullable ICalendar calendar = reader.readNext();
            if (calendar != null) {
                return calendar;
            }
        } catch (IOException | RuntimeException notACalendar) { // whatever a stranger sent: it is no calendar
            throw unreadable();
        }
        throw unreadable();
    }

    private static ProblemException unreadable() {
        return ProblemException.of(422, "crm.calendar.unreadable", Map.of());
    }

    /** A text in one line that fits into a parameter: there is no way to write a quotation mark there. */
    static String parameter(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replace('"', '\'');
    }

    /** Breaks long lines so that no character is cut. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length() + text.length() / 40);
        for (String line : text.split("\r\n")) {
            int octets = 0;
            for (int i = 0; i < line.length(); ) {
                int character = line.codePointAt(i);
                String one = Character.toString(character);
                int length = one.getBytes(StandardCharsets.UTF_8).length;
                if (octets + length > LINE) {
                    folded.append("\r\n ");
                    octets = 1;
                }
                folded.append(one);
                octets += length;
                i += Character.charCount(character);
            }
            folded.append("\r\n");
        }
        return folded.toString();
    }
}
