package io.rubro.crm.internal.consent;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.consent.Channel;
import io.rubro.crm.consent.ConsentDraft;
import io.rubro.crm.consent.ConsentMethod;
import io.rubro.crm.consent.ConsentState;
import io.rubro.crm.consent.Purpose;
import java.time.Instant;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What somebody said, as a client sends it. */
public record ConsentRequest(
        @NotNull Channel channel,
        @NotNull Purpose purpose,
        @NotNull ConsentState state,
        @Nullable Instant at,
        @NotNull ConsentMethod method,
        @Size(max = ContactDraft.MAX_EMAIL) @Nullable String value,
        @Size(max = ConsentDraft.MAX_NOTE) @Nullable String note) {

    ConsentDraft toDraft() {
        return new ConsentDraft(channel, purpose, state, at, method, value, note);
    }
}
