package io.rubro.crm.people;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody one deals with at a contact: a company's director, its accountant, the technician.
 *
 * @param contactId where the person works
 * @param jobTitle what the person is there: «Directora»
 * @param duty what the person is asked for: «Soporte técnico»
 * @param email lower case
 * @param phone as it was typed
 * @param main whom to turn to first; exactly one person of a contact is, if it has any
 * @param authorisesPayments whether the person says yes to invoices
 * @param linkedContactId the contact of kind PERSON who is the same human being; null if none
 */
public record Person(
        Id id,
        Id contactId,
        String name,
        @Nullable String jobTitle,
        @Nullable String duty,
        @Nullable String email,
        @Nullable String phone,
        boolean main,
        boolean authorisesPayments,
        @Nullable String notes,
        @Nullable Id linkedContactId,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {}
