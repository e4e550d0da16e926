package io.rubro.crm.internal.imports;

import io.rubro.crm.internal.imports.ContactImport.RowState;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.platform.ids.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import.
 *
 * @param line of the file, from 1
 * @param cells empty after the content of the file was deleted
 * @param verdict null before it was checked
 * @param field the one at fault, if it is one
 * @param reason of the verdict or of what became of it, in words
 * @param contactId the contact it made or changed, or would change
 * @param duplicateOf the contact it may be
 */
public record ImportRow(
        int line,
        List<String> cells,
        @Nullable Verdict verdict,
        RowState state,
        @Nullable String field,
        @Nullable String reason,
        @Nullable Id contactId,
        @Nullable Id duplicateOf) {

    public ImportRow {
        cells = List.copyOf(cells);
    }
}
