package io.rubro.fiscal.verifactu.standin.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a record is checked against, and what was found so far. */
final class Scope {

    private final Registration record;
    private final Instant now;
    private final LocalDate today;
    private final Set<String> unknownTaxpayers;
    private final List<Finding> findings = new ArrayList<>();

    /** @param unknownTaxpayers tax numbers that are valid and in nobody's census */
    Scope(Registration record, Instant now, LocalDate today, Set<String> unknownTaxpayers) {
        this.record = record;
        this.now = now;
        this.today = today;
        this.unknownTaxpayers = unknownTaxpayers;
    }

    Registration record() {
        return record;
    }

    XmlView xml() {
        return record.xml();
    }

    Instant now() {
        return now;
    }

    LocalDate today() {
        return today;
    }

    boolean isUnknown(String nif) {
        return unknownTaxpayers.contains(nif);
    }

    /** Notes that something is wrong unless it is not. */
    void require(boolean good, int code, String text) {
        if (!good) {
            findings.add(new Finding(code, text));
        }
    }

    List<Finding> findings() {
        return findings;
    }
}
