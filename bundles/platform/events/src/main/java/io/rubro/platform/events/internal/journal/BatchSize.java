package io.rubro.platform.events.internal.journal;

/**
 * How many events go into one transaction: more while a batch is quick, fewer when it keeps its locks so long that
 * people would notice.
 */
final class BatchSize {

    private static final int MOST = 100;
    private static final long QUICK_NANOS = 20_000_000;
    private static final long SLOW_NANOS = 80_000_000;

    private int size = 10;

    int size() {
        return size;
    }

    void took(int events, long nanos) {
        if (nanos > SLOW_NANOS) {
            size = Math.max(1, events / 2);
        } else if (nanos < QUICK_NANOS && events >= size) {
            size = Math.min(MOST, size * 2);
        }
    }
}
