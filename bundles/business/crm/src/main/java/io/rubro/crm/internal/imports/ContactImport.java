package io.rubro.crm.internal.imports;

import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of contacts and what became of it.
 *
 * @param charset how it is written: UTF-8, windows-1252 …
 * @param separator between its cells: {@code ;}, {@code ,} or a tab
 * @param header what stands above its columns
 * @param mapping the fields by column from 0: guessed until somebody says otherwise
 * @param policy what happens to contacts that are there already
 * @param onDuplicate what happens to rows that may be a contact that is there already
 * @param kind of contacts of which the file does not say it
 * @param role all of them get; null for none
 * @param tag all of them get; null for none
 * @param total how many rows it has
 * @param done how many rows were looked at in the current state
 * @param verdicts how many rows are new, update a contact and so on; empty before it was checked
 * @param results how many contacts were made, changed, taken back, left; by the states of the rows
 * @param failure why it stopped, in words; null if it did not
 * @param finishedAt when it ended; null while it has not
 * @param purgedAt when the content of the file was deleted: it cannot be undone any more; null while it is there
 */
public record ContactImport(
        Id id,
        String fileName,
        String charset,
        String separator,
        State state,
        List<String> header,
        Map<Integer, String> mapping,
        Policy policy,
        OnDuplicate onDuplicate,
        ContactKind kind,
        @Nullable ContactRole role,
        @Nullable String tag,
        int total,
        int done,
        Map<Verdict, Integer> verdicts,
        Map<RowState, Integer> results,
        @Nullable String failure,
        Instant createdAt,
        String createdBy,
        @Nullable Instant finishedAt,
        @Nullable Instant undoneAt,
        @Nullable Instant purgedAt,
        long version)
        implements Versioned {

    public ContactImport {
        header = List.copyOf(header);
        mapping = Map.copyOf(mapping);
        verdicts = Map.copyOf(verdicts);
        results = Map.copyOf(results);
    }

    /** How far it is. */
    public enum State {
        /** The rows of the file are being taken over. */
        LOADING,
        /** To be mapped and checked. */
        UPLOADED,
        CHECKING,
        /** Each row has its verdict, nothing is stored yet. */
        CHECKED,
        RUNNING,
        DONE,
        /** Stopped on the way: what was done until then can be undone. */
        CANCELLED,
        UNDOING,
        UNDONE,
        FAILED;

        /** Whether somebody works on it. */
        boolean isBusy() {
            return this == CHECKING || this == RUNNING || this == UNDOING;
        }
    }

    /** What happens to a contact that is there already, found by tax id, then by e-mail. */
    public enum Policy {
        /** It is left as it is. */
        SKIP,
        /** What it lacks is filled in. */
        FILL,
        /** What the file says replaces what was there; empty cells change nothing. */
        OVERWRITE
    }

    /** What happens to a row that may be a contact that is there already. */
    public enum OnDuplicate {
        /** It is left out and can be had as a file. */
        SKIP,
        /** It becomes a contact, which appears among the duplicates. */
        CREATE
    }

    /** What is to become of a row. */
    public enum Verdict {
        NEW,
        UPDATE,
        /** The contact is there and nothing is to be changed. */
        SKIP,
        /** It may be a contact that is there. */
        DUPLICATE,
        ERROR
    }

    /** What became of a row. */
    public enum RowState {
        /** Nothing yet. */
        PENDING,
        MADE,
        CHANGED,
        /** It was left out, for its verdict or an error. */
        LEFT,
        /** What it did was taken back. */
        UNDONE,
        /** What it did was not taken back, for it was changed since. */
        KEPT
    }
}
