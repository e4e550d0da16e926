package io.rubro.platform.security.internal.service;

import java.util.function.LongSupplier;

/** Lets a burst through, then so many a second. */
final class TokenBucket {

    private final double capacity;
    private final double perNano;
    private final LongSupplier nanos;
    private double tokens;
    private long filledAt;

    TokenBucket(int capacity, double perSecond, LongSupplier nanos) {
        this.capacity = capacity;
        this.perNano = perSecond / 1e9;
        this.nanos = nanos;
        this.tokens = capacity;
        this.filledAt = nanos.getAsLong();
    }

    /** Takes a token if there is one. */
    synchronized boolean take() {
        long now = nanos.getAsLong();
        tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** Gives one back. */
    synchronized void giveBack() {
        tokens = Math.min(capacity, tokens + 1);
    }
}
