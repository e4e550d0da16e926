package io.rubro.platform.webhooks.internal.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an organisation wants to hear of its events. Its secret is not part of it: that is shown when it is made or
 * changed, and never again.
 *
 * @param url absolute, https (http to this machine if the operator allows it); may hold a token, so it is never logged
 * @param types names of event types or patterns, see {@link EventPattern}
 * @param enabled whether events are kept for it and sent
 * @param disabledReason why the platform has switched it off; null if it did not
 * @param disabledAt when it was switched off, by whomever; null while it is enabled
 * @param activeSince only events from then on are sent: when it was made or last enabled
 * @param oldSecretUntil until when messages are signed with the secret before, too; null if there is none
 */
public record Endpoint(
        Id id,
        String url,
        @Nullable String description,
        List<String> types,
        boolean enabled,
        @Nullable DisabledReason disabledReason,
        @Nullable Instant disabledAt,
        Instant activeSince,
        @Nullable Instant oldSecretUntil,
        Instant created,
        long version)
        implements Versioned {

    /** The most endpoints an organisation may have. */
    public static final int MAX_PER_ORGANIZATION = 20;

    public Endpoint {
        types = List.copyOf(types);
    }

    /** Why the platform has switched an endpoint off. */
    public enum DisabledReason {
        /** It answered 410: it does not want anything any more. */
        GONE,
        /** For five days nothing has arrived. */
        FAILING
    }

    /** Whether it wants events of this type. */
    public boolean wants(String type) {
        return types.stream().anyMatch(pattern -> EventPattern.matches(pattern, type));
    }
}
