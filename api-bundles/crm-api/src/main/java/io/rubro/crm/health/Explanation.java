package io.rubro.crm.health;

import java.util.List;

/**
 * Why a figure is what it is, in the language of the caller.
 *
 * @param figure the component of {@link Health} it explains, {@code churnScore}
 * @param value the figure as shown to people
 * @param reasons what went into it, the weightiest first: «Sin comprar desde hace 95 días; lo usual son 30»
 */
public record Explanation(String figure, String value, List<String> reasons) {

    public Explanation {
        reasons = List.copyOf(reasons);
    }
}
