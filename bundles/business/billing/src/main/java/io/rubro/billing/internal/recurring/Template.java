package io.rubro.billing.internal.recurring;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.LineDraft;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that is made again and again.
 *
 * @param name how it is called among us
 * @param made how many invoices came of it
 * @param nextOn the day of the next one, also if that day is past; null if there is none
 * @param failure why the next one could not be made; null if it was not tried or nothing is wrong
 */
public record Template(
        Id id,
        String name,
        State state,
        Content content,
        Schedule schedule,
        int made,
        @Nullable LocalDate nextOn,
        @Nullable Run failure,
        long version)
        implements Versioned {

    /** Whether it goes on. */
    public enum State {
        ACTIVE,
        PAUSED,
        /** The last one is made. */
        ENDED
    }

    /** What is done with each invoice. */
    public enum Deed {
        /** It waits as a draft. */
        DRAFT,
        /** It is issued. */
        ISSUE
    }

    /**
     * What each invoice says.
     *
     * @param series null for the default one
     * @param surcharge whether the customer is under the equivalence surcharge
     * @param withholdingRate income tax the customer holds back, percent
     * @param notes and the descriptions of lines: {@code {mes}}, {@code {año}}, {@code {trimestre}}, {@code {fecha}}, {@code
     *     {numero}} are filled in
     * @param dueDays days until it is to be paid; null for at once
     * @param termId a payment term instead of {@code dueDays}
     */
    public record Content(
            Deed deed,
            @Nullable String series,
            CustomerDraft customer,
            List<LineDraft> lines,
            boolean surcharge,
            BigDecimal withholdingRate,
            @Nullable String notes,
            @Nullable Integer dueDays,
            @Nullable Id termId) {

        public Content {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One time of many.
     *
     * @param periodOn the day it was for
     * @param invoiceId what was made; null if it failed or was skipped
     * @param reason what went wrong, in the words for the person who looks at it
     */
    public record Run(
            LocalDate periodOn,
            Outcome outcome,
            @Nullable Id invoiceId,
            @Nullable String invoiceNumber,
            @Nullable String reason,
            int attempts,
            Instant triedAt) {}

    /** What became of a time. */
    public enum Outcome {
        MADE,
        /** It is tried again, and later ones wait for it. */
        FAILED,
        /** A person left it out. */
        SKIPPED
    }
}
