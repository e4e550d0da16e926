package io.rubro.platform.webhooks.internal.service;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTP/1.1 answer (RFC 9112) as far as it matters: the status, when to try again, and the beginning of the body.
 * Everything is bounded, for nobody knows who answers.
 */
final class AnswerReader {

    /** How much of a body is read, in bytes. */
    static final int MAX_BODY = 4 * 1024;

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_LINES = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)( .*)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final InputStream in;
    private final Clock clock;
    private int lines;

    AnswerReader(InputStream in, Clock clock) {
        this.in = in;
        this.clock = clock;
    }

    /**
     * Reads the answer.
     *
     * @throws IOException if it is none, or ends before its head does; a body that ends early is taken as it is
     */
    Answer read() throws IOException {
        int status = status();
        Map<String, String> headers = headers();
        while (status < 200) { // what comes before the answer: 100 Continue, 103 Early Hints
            if (status == 101) {
                throw new ProtocolException("it wants to speak another protocol");
            }
            status = status();
            headers = headers();
        }
        return new Answer(status, retryAfter(headers.get("retry-after")), body(status, headers));
    }

    private int status() throws IOException {
        Matcher line = STATUS.matcher(line());
        if (!line.matches()) {
            throw new ProtocolException("the answer is not HTTP/1.1");
        }
        return Integer.parseInt(line.group(1));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        if (++lines > MAX_LINES) {
            throw new ProtocolException("the head of the answer has more than " + MAX_LINES + " lines");
        }
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed before the answer");
            }
            if (line.length() == MAX_LINE) {
                throw new ProtocolException("a line of the answer has more than " + MAX_LINE + " characters");
            }
            line.append((char) next);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    /** Seconds, or a date (RFC 9110, 10.2.3). */
    private @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (SECONDS.matcher(header).matches()) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private String body(int status, Map<String, String> headers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            if (headers.getOrDefault("transfer-encoding", "")
                    .toLowerCase(Locale.ROOT)
                    .contains("chunked")) {
                chunks(body);
            } else if (status != 204 && status != 304) {
                String length = headers.getOrDefault("content-length", "");
                take(body, SECONDS.matcher(length).matches() ? Long.parseLong(length) : MAX_BODY);
            }
        } catch (IOException brokenOff) {
            // the status has been said: what there is of the body will do
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private void chunks(ByteArrayOutputStream body) throws IOException {
        while (body.size() < MAX_BODY) {
            String size = line().replaceFirst(";.*", "").trim();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new ProtocolException("a chunk without its size");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                return;
            }
            take(body, length);
            if (body.size() < MAX_BODY) {
                line(); // the end of the chunk
            }
        }
    }

    private void take(ByteArrayOutputStream body, long most) throws IOException {
        byte[] buffer = new byte[1024];
        long left = Math.min(most, MAX_BODY - body.size());
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                return;
            }
            body.write(buffer, 0, count);
            left -= count;
        }
    }
}
