package io.rubro.platform.ids;

import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidCreator;

/**
 * The identifier of a record: a TSID, 64 bits, ordered by the time it was made (42 bits of milliseconds since 2020, 22
 * bits of node and counter).
 *
 * <p>Stored as {@code BIGINT}; in JSON and in paths it is always the 13-character Crockford base 32 text, because a
 * JavaScript number cannot hold 64 bits. Records and resources use this type, entities keep the {@code long}.
 *
 * @param value the 64 bits
 */
public record Id(long value) implements Comparable<Id> {

    /** A new identifier, greater than those this node made before. Unique across nodes. */
    public static Id next() {
        return new Id(TsidCreator.getTsid().toLong());
    }

    /**
     * Reads the 13-character text. The name is the one JAX-RS looks for in path and query parameters, where a bad text
     * answers 404.
     *
     * @throws IllegalArgumentException if the text is not an identifier
     */
    public static Id valueOf(String text) {
        return new Id(Tsid.from(text).toLong());
    }

    @Override
    public int compareTo(Id other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The 13-character text. */
    @Override
    public String toString() {
        return Tsid.from(value).toString();
    }
}
