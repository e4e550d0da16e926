package io.rubro.platform.audit.internal.service;

import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.audit.internal.model.Head;
import io.rubro.platform.ids.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry: SHA-256 over its fields in a fixed order, each as {@code <length in bytes>:<UTF-8 bytes>}, an
 * absent one as {@code -}. The lengths keep two different entries from having the same text. Order: previous hash,
 * organisation, seq, id, time in milliseconds since 1970, request, actor kind, actor id, actor name, action, record type,
 * record id, details.
 */
final class EntryHash {

    /** What stands for the previous hash in the first entry. */
    static final String NONE = Head.START.hash();

    private static final HexFormat HEX = HexFormat.of();

    private EntryHash() {}

    static String of(String previous, Id organization, Entry e) {
        MessageDigest digest = sha256();
        add(digest, previous);
        add(digest, organization.toString());
        add(digest, Long.toString(e.seq()));
        add(digest, e.id().toString());
        add(digest, Long.toString(e.at().toEpochMilli()));
        add(digest, e.requestId());
        add(digest, e.actorKind());
        add(digest, e.actorId() == null ? null : e.actorId().toString());
        add(digest, e.actorName());
        add(digest, e.action());
        add(digest, e.recordType());
        add(digest, e.recordId().toString());
        add(digest, e.details());
        return HEX.formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        if (field == null) {
            digest.update((byte) '-');
            return;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
