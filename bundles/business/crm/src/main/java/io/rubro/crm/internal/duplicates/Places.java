package io.rubro.crm.internal.duplicates;

import io.rubro.crm.internal.model.Folding;
import org.jspecify.annotations.Nullable;

/** Whether two addresses are near each other. */
final class Places {

    private Places() {}

    /** The same postal code or, where one of them has none, the same town. */
    static boolean same(
            @Nullable String code, @Nullable String otherCode, @Nullable String town, @Nullable String otherTown) {
        if (code != null && otherCode != null) {
            return bare(code).equals(bare(otherCode));
        }
        return town != null && otherTown != null && Folding.searchable(town).equals(Folding.searchable(otherTown));
    }

    private static String bare(String code) {
        return Folding.searchable(code).replace(" ", "");
    }
}
