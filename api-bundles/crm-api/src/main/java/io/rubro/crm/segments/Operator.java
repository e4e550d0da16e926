package io.rubro.crm.segments;

/** What a condition asks of a field. Which of them a field knows follows from its type. */
public enum Operator {
    /** It is one of the values. */
    IS,
    /** It is none of the values, or unknown. */
    IS_NOT,
    /** It is known. */
    KNOWN,
    /** It is not known. */
    UNKNOWN,
    /** It is a number not below the value. */
    AT_LEAST,
    /** It is a number not above the value. */
    AT_MOST,
    /** It is a day not longer ago than so many days, today included, and not to come. */
    LAST_DAYS,
    /** It is a day longer ago than so many days, or it never was. */
    NOT_LAST_DAYS,
    /** It is today or a day within so many days to come. */
    NEXT_DAYS,
    /** It is a day before the value. */
    BEFORE,
    /** It is the day of the value or one after it. */
    SINCE
}
