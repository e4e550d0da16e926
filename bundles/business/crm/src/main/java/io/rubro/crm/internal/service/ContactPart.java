package io.rubro.crm.internal.service;

import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.Map;

/**
 * The rows of one subject that belong to a contact: they follow it when it is merged into another, and are shown or
 * erased when the person asks. Each subject publishes one as a service; every method runs inside a transaction.
 */
public interface ContactPart {

    /** Its name in an export: {@code interactions}. */
    String name();

    /**
     * The table of the rows, with columns {@code organization_id}, {@code id} and {@code contact_id}: a merge writes the
     * other contact into the last one, and an undo writes the first one back.
     */
    String table();

    /**
     * Whether the rows go with the contact into another one. Those that are only about the contact itself, such as what an
     * import changed of it, stay.
     */
    default boolean follows() {
        return true;
    }

    /** Called for both contacts after rows changed hands: what is computed from them is to be computed again. */
    default void moved(Id contact) {}

    /** The personal data in the rows of a contact, as they go into its export. */
    List<Map<String, Object>> export(Id contact);

    /** Takes the personal data out of the rows of a contact, for good; rows that figures need stay without it. */
    void erase(Id contact);
}
