package io.rubro.crm.people;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a person at a contact; the whole of it, also when it is updated. Texts are trimmed and blank ones
 * count as absent.
 *
 * @param name 1 to 200 characters
 * @param jobTitle at most 100 characters
 * @param duty at most 200 characters
 * @param email at most 254 characters; several people may share one
 * @param phone at most 40 characters, at least six of them digits
 * @param main true makes the person the main one, and the one before no longer so; false leaves who is main as it is. The
 *     first person of a contact is main in any case
 * @param notes at most 2,000 characters
 * @param linkedContactId a contact of kind PERSON
 */
public record PersonDraft(
        String name,
        @Nullable String jobTitle,
        @Nullable String duty,
        @Nullable String email,
        @Nullable String phone,
        boolean main,
        boolean authorisesPayments,
        @Nullable String notes,
        @Nullable Id linkedContactId) {

    public static final int MAX_NAME = 200;
    public static final int MAX_JOB_TITLE = 100;
    public static final int MAX_DUTY = 200;
    public static final int MAX_EMAIL = 254;
    public static final int MAX_PHONE = 40;
    public static final int MAX_NOTES = 2_000;
}
