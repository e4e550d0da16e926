package io.rubro.fiscal.verifactu.internal.model;

import java.util.Set;

/** The authority's codes the program acts upon. */
public final class AuthorityCodes {

    /** It has a record of issue of this invoice already. */
    public static final String DUPLICATE = "3000";
    /** The invoice is cancelled already. */
    public static final String ALREADY_CANCELLED = "3001";
    /** It has no record of the invoice. */
    public static final String UNKNOWN = "3002";

    /** A message that is refused as a whole because something in it is not as the schema wants: one record spoils it. */
    private static final Set<String> SPOILED =
            Set.of("4102", "4103", "4106", "4109", "4113", "4114", "4119", "4136", "4137", "4138", "1100");
    /** Troubles of the authority's own that pass. */
    private static final Set<String> PASSING = Set.of("3500", "3501", "4108", "4110", "4111", "4128", "4134", "4139");

    private AuthorityCodes() {}

    /** Whether a message may have been refused for one of its records. */
    public static boolean spoiled(String code) {
        return SPOILED.contains(code);
    }

    /** Whether the same message may be taken later. */
    public static boolean passing(String code) {
        return PASSING.contains(code);
    }
}
