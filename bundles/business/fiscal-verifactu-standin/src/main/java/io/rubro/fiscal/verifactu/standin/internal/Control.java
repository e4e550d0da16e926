package io.rubro.fiscal.verifactu.standin.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Its behaviour from outside: {@code GET /control} tells what it saw, {@code POST /control/weather?kind=…&times=…&every=…
 * &delay=…&code=…} changes the weather (delay in milliseconds), {@code POST /control/clear} empties its memory.
 */
final class Control implements HttpHandler {

    private final StandIn standIn;

    Control(StandIn standIn) {
        this.standIn = standIn;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean post = exchange.getRequestMethod().equals("POST");
        // a page in a browser has no business here
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            Endpoint.send(exchange, 403, "text/plain", "not from a page");
        } else if (path.equals(StandIn.CONTROL_PATH) && !post) {
            Endpoint.send(exchange, 200, "application/json", Json.of(report()));
        } else if (path.equals(StandIn.CONTROL_PATH + "/weather") && post) {
            weather(exchange);
        } else if (path.equals(StandIn.CONTROL_PATH + "/clear") && post) {
            standIn.clear();
            Endpoint.send(exchange, 200, "application/json", Json.of(report()));
        } else {
            Endpoint.send(exchange, 404, "text/plain", "not here");
        }
    }

    private void weather(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = StandIn.parameters(exchange.getRequestURI());
        try {
            Weather weather = Weather.named(parameters.getOrDefault("kind", "fine"));
            weather = weather.times(number(parameters, "times", weather.times()))
                    .every(number(parameters, "every", weather.every()))
                    .delay(Duration.ofMillis(
                            number(parameters, "delay", (int) weather.delay().toMillis())))
                    .code(number(parameters, "code", weather.code()));
            standIn.weather(weather);
        } catch (IllegalArgumentException e) {
            Endpoint.send(exchange, 400, "text/plain", String.valueOf(e.getMessage()));
            return;
        }
        Endpoint.send(exchange, 200, "application/json", Json.of(report()));
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) {
        String value = parameters.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private Map<String, Object> report() {
        Notes.Counts counts = standIn.notes().counts();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("weather", standIn.weather().kind().name());
        report.put("requests", counts.requests());
        report.put("messages", counts.messages());
        report.put("early", counts.early());
        report.put("faults", counts.faults());
        report.put("accepted", counts.accepted());
        report.put("acceptedWithErrors", counts.acceptedWithErrors());
        report.put("rejected", counts.rejected());
        report.put("duplicates", counts.duplicates());
        report.put("queries", counts.queries());
        report.put("checks", counts.checks());
        report.put("chainFaults", standIn.notes().chainFaults());
        report.put("order", standIn.notes().order());
        return report;
    }
}
