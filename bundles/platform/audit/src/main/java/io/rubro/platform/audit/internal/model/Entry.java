package io.rubro.platform.audit.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an organisation's trail.
 *
 * @param seq its place, from 1 without gaps
 * @param at when, to the millisecond
 * @param requestId the request it was done in; null outside of requests
 * @param actorKind the sort of caller: {@code USER}, {@code API_KEY}, {@code DEVICE}, {@code SYSTEM}
 * @param actorId the user, key or device; null for the system
 * @param details JSON text
 * @param hash SHA-256, 64 lower-case hexadecimal digits, over the previous entry's hash and all of the above
 */
public record Entry(
        long seq,
        Id id,
        Instant at,
        @Nullable String requestId,
        String actorKind,
        @Nullable Id actorId,
        String actorName,
        String action,
        String recordType,
        Id recordId,
        String details,
        String hash) {}
