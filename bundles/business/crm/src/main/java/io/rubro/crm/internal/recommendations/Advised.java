package io.rubro.crm.internal.recommendations;

import io.rubro.crm.recommendations.Advice;
import io.rubro.platform.ids.Id;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule advises about a customer.
 *
 * @param rule the rule's identity
 * @param ofOpportunity whether it speaks of an opportunity, which not everybody may see
 */
record Advised(String rule, Advice advice, boolean ofOpportunity) {

    /** Whether it is the one people mean by these. */
    boolean is(String otherRule, @Nullable Id subject) {
        return rule.equals(otherRule) && Objects.equals(advice.subject(), subject);
    }
}
