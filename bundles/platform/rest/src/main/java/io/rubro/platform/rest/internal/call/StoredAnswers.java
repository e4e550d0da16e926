package io.rubro.platform.rest.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The answers to requests with an {@code Idempotency-Key}, kept in the transaction of what they did: the change and the
 * memory of it commit together or not at all, also when the machine dies in between.
 */
@Component(service = StoredAnswers.class)
public final class StoredAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Transactions transactions;
    private final Sql sql;

    /**
     * An answer.
     *
     * @param fingerprint the sum of the request it answers
     * @param status its HTTP status
     * @param headers its headers
     * @param body its body, empty if it has none
     */
    record Answer(String fingerprint, int status, Map<String, String> headers, byte[] body) {}

    /** Somebody else's request has this key, and has committed. */
    static final class KeyTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyTakenException(DataAccessException cause) {
            super(null, cause, false, false);
        }
    }

    @Activate
    public StoredAnswers(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=rest)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** Runs work in one transaction. */
    <T> T together(Callable<T> work) {
        return transactions.required(work);
    }

    /**
     * Takes a key for the request at work. A second request with the same key waits here until the first has committed or
     * rolled back.
     *
     * @throws KeyTakenException if the first committed; the transaction must be given up
     */
    Id claim(Id caller, String key, String fingerprint) {
        Id id = Id.next();
        try {
            sql.update(
                    "insert into rest.idempotency (organization_id, id, caller_id, idempotency_key, fingerprint, created_at)"
                            + " values ({org}, ?, ?, ?, ?, ?)",
                    id,
                    caller,
                    key,
                    fingerprint,
                    Instant.now());
            return id;
        } catch (DataAccessException e) {
            throw e.isDuplicate() ? new KeyTakenException(e) : e;
        }
    }

    /** Notes the answer of the request that claimed a key. */
    void keep(Id claim, Answer answer) {
        @Nullable String text = text(answer.body());
        sql.update(
                "update rest.idempotency set status = ?, headers = ?, encoding = ?, body = ?"
                        + " where organization_id = {org} and id = ?",
                answer.status(),
                write(answer.headers()),
                text == null ? "base64" : "utf-8",
                text == null ? Base64.getEncoder().encodeToString(answer.body()) : text,
                claim);
    }

    /** The answer to the request that had this key. */
    Optional<Answer> find(Id caller, String key) {
        return sql.queryOne(
                "select i.fingerprint, i.status, i.headers, i.encoding, i.body from rest.idempotency i"
                        + " where i.organization_id = {org} and i.caller_id = ? and i.idempotency_key = ?",
                StoredAnswers::read,
                caller,
                key);
    }

    /** Forgets the answers of this organisation that are older. */
    int forgetBefore(Instant time) {
        return sql.update("delete from rest.idempotency where organization_id = {org} and created_at < ?", time);
    }

    private static Answer read(ResultSet row) throws SQLException {
        String stored = row.getString("body");
        byte[] body = row.getString("encoding").equals("base64")
                ? Base64.getDecoder().decode(stored)
                : stored.getBytes(StandardCharsets.UTF_8);
        try {
            return new Answer(
                    row.getString("fingerprint"),
                    row.getInt("status"),
                    JSON.readValue(row.getString("headers"), HEADERS),
                    body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer cannot be read", e);
        }
    }

    private static String write(Map<String, String> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Almost every answer is text; null for what is not (a PDF). */
    private static @Nullable String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        boolean isSame = text.indexOf('\0') < 0 && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body);
        return isSame ? text : null;
    }
}
