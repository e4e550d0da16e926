package io.rubro.crm.internal.consent;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.consent.Channel;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be stored of a channel; what is absent is empty. */
public record ChannelRequest(
        @NotNull Channel channel,
        @NotBlank @Size(max = ContactDraft.MAX_EMAIL) String value,
        @Size(max = MAX_LABEL) @Nullable String label) {

    static final int MAX_LABEL = 100;
}
