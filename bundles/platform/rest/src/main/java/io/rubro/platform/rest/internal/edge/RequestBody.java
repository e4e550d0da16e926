package io.rubro.platform.rest.internal.edge;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: never more than the limit of the method it is meant for, whatever {@code Content-Length} says.
 * A body that was refused reads as empty afterwards, so that nobody drains it to be polite.
 */
public final class RequestBody extends ServletInputStream {

    /** How much of a refused body is thrown away so that the caller reads our answer instead of a reset connection. */
    private static final long LINGER_BYTES = 64L << 20;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Who has sent nothing for this long is reading. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final HttpServletRequest request;
    private @Nullable ServletInputStream source;
    private @Nullable MessageDigest digest;
    private long limit;
    private long read;
    private boolean ended;
    private boolean refused;

    RequestBody(HttpServletRequest request, long limit) {
        this.request = request;
        this.limit = limit;
    }

    /**
     * Sets the limit of the method the request is for.
     *
     * @throws BodyTooLargeException if the body says it is larger
     */
    public void limitTo(long bytes) throws BodyTooLargeException {
        limit = bytes;
        if (request.getContentLengthLong() > limit) {
            throw refuse();
        }
    }

    /** Sums up with SHA-256 what is read from now on. */
    public void fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads the rest and returns the sum of all that was read since {@link #fingerprint()} was called. */
    public byte[] digest() throws IOException {
        if (digest == null) {
            throw new IllegalStateException("no fingerprint was asked for");
        }
        byte[] rest = new byte[8192];
        while (read(rest, 0, rest.length) >= 0) {
            // only the sum is of interest
        }
        return digest.digest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (refused || ended) {
            return -1;
        }
        if (request.getContentLengthLong() > limit) {
            throw refuse();
        }
        int count;
        try {
            count = source().read(buffer, offset, length);
        } catch (IOException e) {
            ended = true;
            throw new BodyBrokenException(e);
        }
        if (count < 0) {
            ended = true;
            return count;
        }
        read += count;
        if (read > limit) {
            throw refuse();
        }
        if (digest != null) {
            digest.update(buffer, offset, count);
        }
        return count;
    }

    private BodyTooLargeException refuse() {
        refused = true;
        return new BodyTooLargeException(limit);
    }

    private ServletInputStream source() throws IOException {
        if (source == null) {
            source = request.getInputStream();
        }
        return source;
    }

    /**
     * After the answer to a refused body: throws away for a moment what the caller is still sending. Closing at once would
     * reset the connection, and most clients then show the reset and not the answer.
     */
    void linger() {
        if (!refused || request.getHeader("Expect") != null) {
            return;
        }
        try {
            discard(source(), System.nanoTime() + LINGER_NANOS);
        } catch (IOException gone) {
            // the caller has left; so be it
        }
    }

    private void discard(ServletInputStream in, long until) throws IOException {
        byte[] waste = new byte[64 << 10];
        long heard = System.nanoTime();
        while (read < LINGER_BYTES && System.nanoTime() < until && !in.isFinished()) {
            if (in.available() > 0) {
                read += Math.max(0, in.read(waste));
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > QUIET_NANOS) {
                return;
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    @Override
    public boolean isFinished() {
        return refused || ended;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("bodies are read blocking");
    }
}
