package io.rubro.crm.internal.custom;

import io.rubro.crm.ContactKind;
import io.rubro.crm.custom.FieldType;
import java.util.List;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a field; what is absent is empty or no.
 *
 * @param key lower case letters without accents, digits and {@code _}, at most 40, beginning with a letter; absent, it is made
 *     of the label. When a field is changed, absent or the same
 * @param type when a field is changed, the same
 * @param options of a choice: 1 to 100, each of 1 to 100 characters, no two the same but for their case
 * @param appliesTo absent for both kinds of contact
 */
public record FieldDraft(
        @Nullable String key,
        @NotBlank @Size(max = MAX_LABEL) String label,
        @NotNull FieldType type,
        @Size(max = MAX_OPTIONS) @Nullable List<@NotNull @Size(max = MAX_OPTION) String> options,
        @Nullable Boolean required,
        @Nullable ContactKind appliesTo) {

    static final int MAX_LABEL = 80;
    static final int MAX_OPTIONS = 100;
    static final int MAX_OPTION = 100;
}
