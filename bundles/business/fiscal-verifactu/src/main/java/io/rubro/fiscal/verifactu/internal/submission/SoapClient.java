package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.submission.ExchangeException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/** SOAP 1.1 over HTTP. Neither the time of an exchange nor the size of an answer is without bound. */
final class SoapClient {

    /** An answer to 1,000 records has some 600 kB, a page of 10,000 invoices some 20 MB. */
    private static final int MAX_ANSWER = 64 * 1024 * 1024;

    private static final Duration MAX_CONNECT = Duration.ofSeconds(15);

    private final HttpClient http;
    private final URI address;
    private final Duration timeout;

    SoapClient(URI address, SSLContext tls, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(timeout.compareTo(MAX_CONNECT) < 0 ? timeout : MAX_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Sends a message and returns the answer, a fault as well; anything but XML is a problem. */
    byte[] post(String message) throws ExchangeException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(message, StandardCharsets.UTF_8))
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, info -> new BoundedBody(MAX_ANSWER)));
        String type = response.headers().firstValue("Content-Type").orElse("");
        int status = response.statusCode();
        if (type.contains("xml") && (status == 200 || status == 500)) {
            return response.body();
        }
        String text = "HTTP " + status + (type.isEmpty() ? "" : " " + type);
        boolean refused = status >= 400 && status < 500 && status != 408 && status != 429;
        Problem problem = status >= 300 && status < 400 || refused ? Problem.REFUSED : Problem.UNAVAILABLE;
        throw new ExchangeException(status == 200 ? Problem.NO_ANSWER : problem, null, text);
    }

    /** The time-out of a request ends with its headers; this one also bounds the body. */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange) throws ExchangeException {
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new ExchangeException(Problem.NO_ANSWER, "no answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new ExchangeException(Problem.NO_ANSWER, "interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ExchangeException(
                    leftNothing(cause) ? Problem.UNREACHABLE : Problem.NO_ANSWER, describe(cause), cause);
        }
    }

    private static boolean leftNothing(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || cause instanceof UnresolvedAddressException
                || (cause instanceof IOException && cause.getCause() instanceof UnresolvedAddressException);
    }

    private String describe(Throwable cause) {
        String message = cause.getMessage();
        return address.getHost() + ": " + cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
