package io.rubro.fiscal.verifactu.standin.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** One address of the SOAP service, in all weathers. */
final class Endpoint {

    /** The most a message may have, in bytes. */
    private static final int MAX_BODY = 32 * 1024 * 1024;

    private static final String XML = "text/xml";
    private static final String PAGE =
            "<html><body><h1>Servicio no disponible</h1><p>Int&eacute;ntelo m&aacute;s tarde.</body>";

    private final Submissions submissions;
    private final Queries queries;
    private final Notes notes;
    private final Supplier<Weather> weather;

    Endpoint(Submissions submissions, Queries queries, Notes notes, Supplier<Weather> weather) {
        this.submissions = submissions;
        this.queries = queries;
        this.notes = notes;
        this.weather = weather;
    }

    /** @param requested whether answers to requests come here */
    void serve(HttpExchange exchange, boolean requested) throws IOException {
        notes.request();
        Weather now = weather.get();
        switch (now.kind()) {
            case DOWN -> {
                // closed unread and unanswered
            }
            case HTML -> send(exchange, 200, "text/html", PAGE);
            case ERROR_500 -> send(exchange, 500, "text/html", PAGE);
            case FAULT ->
                refuse(exchange, "Client", new Refusal(now.code(), "Rechazado porque así se pidió.").faultString());
            case SERVER_FAULT -> refuse(exchange, "Server", "Error interno en el servidor.");
            default -> answer(exchange, requested, now);
        }
    }

    private void refuse(HttpExchange exchange, String who, String text) throws IOException {
        notes.fault(text);
        send(exchange, 500, XML, Soap.fault(who, text));
    }

    private void answer(HttpExchange exchange, boolean requested, Weather now) throws IOException {
        String answer;
        try {
            answer = Soap.envelope(dispatch(exchange, requested, now));
        } catch (Refusal refusal) {
            refuse(exchange, "Client", refusal.faultString());
            return;
        } catch (TooLarge e) {
            send(exchange, 413, "text/plain", "too large");
            return;
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        switch (now.kind()) {
            case FORGET -> {
                // taken and unanswered
            }
            case SLOW -> {
                sleep(now.delay());
                send(exchange, 200, XML, answer);
            }
            case SLOW_BODY -> {
                begin(exchange, 200, XML, bytes.length);
                OutputStream out = exchange.getResponseBody();
                out.write(bytes, 0, 1);
                out.flush();
                sleep(now.delay());
                out.write(bytes, 1, bytes.length - 1);
                out.close();
            }
            case CUT_OFF -> {
                begin(exchange, 200, XML, bytes.length);
                OutputStream out = exchange.getResponseBody();
                out.write(Arrays.copyOf(bytes, bytes.length / 2));
                out.flush();
            }
            default -> send(exchange, 200, XML, answer);
        }
    }

    private String dispatch(HttpExchange exchange, boolean requested, Weather now)
            throws IOException, Refusal, TooLarge {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refusal(4135, "Esta dirección se usa con POST.");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(XML)) {
            throw new Refusal(4103, "Un mensaje SOAP 1.1 es text/xml.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new TooLarge();
        }
        XmlView message = Soap.body(body);
        if (message.namespace().equals(Ns.SUBMISSION) && message.name().equals("RegFactuSistemaFacturacion")) {
            return submissions.take(message, requested, now);
        }
        boolean query =
                message.namespace().equals(Ns.QUERY) && message.name().equals("ConsultaFactuSistemaFacturacion");
        if (!query || requested) {
            throw new Refusal(4118, "La dirección no se corresponde con el mensaje.");
        }
        return queries.answer(message);
    }

    private static void sleep(Duration delay) throws IOException {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Answers, after reading what nobody read. */
    static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getRequestBody().readNBytes(MAX_BODY);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(exchange, status, type, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().close();
    }

    private static void begin(HttpExchange exchange, int status, String type, int length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
        exchange.sendResponseHeaders(status, length);
    }

    /** A message has more than anybody reads. */
    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
