package io.rubro.crm.internal.people;

import io.rubro.crm.people.PersonDraft;
import io.rubro.platform.ids.Id;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A person as a client sends it; what is absent is empty or no. The meaning of the fields is checked by the service. */
public record PersonRequest(
        @NotBlank @Size(max = PersonDraft.MAX_NAME) String name,
        @Size(max = PersonDraft.MAX_JOB_TITLE) @Nullable String jobTitle,
        @Size(max = PersonDraft.MAX_DUTY) @Nullable String duty,
        @Size(max = PersonDraft.MAX_EMAIL) @Nullable String email,
        @Size(max = PersonDraft.MAX_PHONE) @Nullable String phone,
        @Nullable Boolean main,
        @Nullable Boolean authorisesPayments,
        @Size(max = PersonDraft.MAX_NOTES) @Nullable String notes,
        @Nullable Id linkedContactId) {

    PersonDraft toDraft() {
        return new PersonDraft(
                name,
                jobTitle,
                duty,
                email,
                phone,
                Boolean.TRUE.equals(main),
                Boolean.TRUE.equals(authorisesPayments),
                notes,
                linkedContactId);
    }
}
