package io.rubro.fiscal.verifactu.standin.internal;

import java.time.Duration;
import java.util.Locale;

/**
 * How the service behaves.
 *
 * @param times how many messages it lasts; 0 for as long as nothing else is said
 * @param every of {@link Kind#REFUSE} and {@link Kind#ADMIT_WITH_ERRORS}: which records, 1 for all of them
 * @param delay of {@link Kind#SLOW} and {@link Kind#SLOW_BODY}
 * @param code of {@link Kind#FAULT}, {@link Kind#REFUSE} and {@link Kind#ADMIT_WITH_ERRORS}: the authority's code
 */
public record Weather(Kind kind, int times, int every, Duration delay, int code) {

    /** What can happen. */
    public enum Kind {
        /** Everything works. */
        FINE,
        /** Connections end without a word; nothing is read. */
        DOWN,
        /** The message is taken, the answer comes late. */
        SLOW,
        /** The message is taken, the answer begins at once and ends late. */
        SLOW_BODY,
        /** The message is taken, half of the answer comes. */
        CUT_OFF,
        /** The message is taken, no answer comes. */
        FORGET,
        /** A web page instead of an answer; nothing is taken. */
        HTML,
        /** HTTP 500 without SOAP; nothing is taken. */
        ERROR_500,
        /** A fault of the sender's; nothing is taken. */
        FAULT,
        /** A fault of the service's; nothing is taken. */
        SERVER_FAULT,
        /** Records are rejected that have no fault. */
        REFUSE,
        /** Records are accepted with errors that have none. */
        ADMIT_WITH_ERRORS
    }

    private static final int UNKNOWN_TAXPAYER = 4104;
    private static final int WRONG_VALUE = 1100;
    private static final int WRONG_TOTAL = 2005;

    public Weather {
        if (times < 0 || every < 1 || delay.isNegative()) {
            throw new IllegalArgumentException("times from 0, every from 1, delay from 0");
        }
    }

    /** Nothing happens. */
    public static Weather fine() {
        return of(Kind.FINE);
    }

    /** A kind of weather as it usually is: every record, two seconds, for as long as nothing else is said. */
    public static Weather of(Kind kind) {
        int code =
                switch (kind) {
                    case FAULT -> UNKNOWN_TAXPAYER;
                    case ADMIT_WITH_ERRORS -> WRONG_TOTAL;
                    default -> WRONG_VALUE;
                };
        return new Weather(kind, 0, 1, Duration.ofSeconds(2), code);
    }

    /** By the name of its kind, in any case, with hyphens or underscores. */
    public static Weather named(String kind) {
        return of(Kind.valueOf(kind.trim().toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** The same for so many messages. */
    public Weather times(int messages) {
        return new Weather(kind, messages, every, delay, code);
    }

    /** The same for every so-manieth record. */
    public Weather every(int records) {
        return new Weather(kind, times, records, delay, code);
    }

    /** The same so late. */
    public Weather delay(Duration late) {
        return new Weather(kind, times, every, late, code);
    }

    /** The same with another code. */
    public Weather code(int other) {
        return new Weather(kind, times, every, delay, other);
    }
}
