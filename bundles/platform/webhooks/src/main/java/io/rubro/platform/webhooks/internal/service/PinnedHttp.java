package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.webhooks.internal.model.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over HTTP/1.1 to an address that was looked up before, while name, certificate and {@code Host} remain those of
 * the URL. Redirects are answers like any other. The JDK's clients look names up themselves, which would let the DNS say
 * one thing to whoever checks and another to whoever connects.
 */
final class PinnedHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final SSLSocketFactory tls;
    private final Duration limit;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor watch = WebhookThreads.clock("watch");

    /** @param limit how long a whole exchange may take, from the connection to the end of the answer */
    PinnedHttp(SSLSocketFactory tls, Duration limit, Clock clock) {
        this.tls = tls;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Sends a message and reads the answer, whatever its status.
     *
     * @param headers beside those every request has
     * @throws ExchangeException if there is no answer
     */
    Answer post(Destination to, Map<String, String> headers, String body) throws ExchangeException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Socket plain = connect(to, deadline)) {
            // reads have their time-outs, writes have none; closing the plain socket ends both, whatever TLS is doing
            Future<?> end = watch.schedule(() -> close(plain), left(deadline), TimeUnit.MILLISECONDS);
            try {
                Socket socket = to.secure() ? secured(plain, to, deadline) : plain;
                return exchange(socket, request(to, headers, body), deadline);
            } finally {
                end.cancel(false);
            }
        } catch (IOException e) {
            throw new ExchangeException(left(deadline) == 0 ? Problem.TIMEOUT : problem(e), describe(e), e);
        }
    }

    private static Socket connect(Destination to, long deadline) throws ExchangeException {
        IOException refused = new IOException("no address");
        for (InetAddress address : to.addresses()) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                int patience = (int) Math.max(1, Math.min(CONNECT.toMillis(), left(deadline)));
                socket.connect(new InetSocketAddress(address, to.port()), patience);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                close(socket);
                refused = e;
            }
        }
        throw new ExchangeException(Problem.UNREACHABLE, describe(refused), refused);
    }

    private Socket secured(Socket plain, Destination to, long deadline) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, to.host(), to.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(Math.max(1, left(deadline)));
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(Destination to, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        boolean usual = to.uri().getPort() < 0;
        StringBuilder head = new StringBuilder("POST " + to.target() + " HTTP/1.1\r\n")
                .append("Host: ")
                .append(to.uri().getHost())
                .append(usual ? "" : ":" + to.port())
                .append("\r\nUser-Agent: Rubro-Webhooks/1\r\nAccept: */*\r\nContent-Type: application/json\r\n")
                .append("Content-Length: ")
                .append(content.length)
                .append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    private Answer exchange(Socket socket, byte[] request, long deadline) throws IOException {
        InputStream in = new BufferedInputStream(new TimedInput(socket, deadline));
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
        } catch (IOException unwilling) {
            try {
                return new AnswerReader(in, clock).read(); // some answer, and close, before they have read all of it
            } catch (IOException nothing) {
                throw unwilling;
            }
        }
        return new AnswerReader(in, clock).read();
    }

    /** Reads that end when the time of the whole exchange does. */
    private static final class TimedInput extends InputStream {

        private final Socket socket;
        private final InputStream in;
        private final long deadline;

        TimedInput(Socket socket, long deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            socket.setSoTimeout(Math.max(1, left(deadline)));
            return in.read(buffer, offset, length);
        }
    }

    /** Milliseconds until then; 0 when it is past. */
    private static int left(long deadline) {
        return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    private static Problem problem(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return Problem.TIMEOUT;
        }
        return e instanceof SSLException ? Problem.TLS : Problem.BROKEN;
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
