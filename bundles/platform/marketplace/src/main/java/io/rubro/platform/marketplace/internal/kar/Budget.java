package io.rubro.platform.marketplace.internal.kar;

import io.rubro.platform.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** How much of a KAR may be unpacked in all: a small file can hold terabytes of zeros. */
final class Budget {

    private final long most;
    private long left;

    Budget(long bytes) {
        this.most = bytes;
        this.left = bytes;
    }

    /** Counts what is read from the stream. */
    InputStream count(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                spend(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                spend(Math.max(0, count));
                return count;
            }
        };
    }

    private void spend(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw ProblemException.of(422, "marketplace.kar.too-large-unpacked", Map.of("megabytes", most >> 20));
        }
    }
}
