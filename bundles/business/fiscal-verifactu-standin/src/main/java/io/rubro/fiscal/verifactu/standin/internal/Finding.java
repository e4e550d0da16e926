package io.rubro.fiscal.verifactu.standin.internal;

/**
 * Something wrong with a record.
 *
 * @param code of the authority's list: 2000 to 2999 the record is accepted all the same
 */
record Finding(int code, String text) {

    boolean rejects() {
        return code < 2000 || code > 2999;
    }

    /** What nobody has to correct is said last. */
    boolean needsNoCorrection() {
        return code == 2004 || code == 2009;
    }

    /** Of an answer to a request, where only what is said of persons rejects. */
    boolean concernsIdentity() {
        return switch (code) {
            case 1101,
                    1102,
                    1103,
                    1108,
                    1109,
                    1110,
                    1111,
                    1121,
                    1122,
                    1123,
                    1126,
                    1131,
                    1176,
                    1193,
                    1217,
                    1222,
                    1258,
                    1290 -> true;
            default -> false;
        };
    }
}
