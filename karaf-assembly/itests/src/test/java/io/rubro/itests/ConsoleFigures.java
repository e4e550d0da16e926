package io.rubro.itests;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.rubro.itests.Installation.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./rubro bench console}: what a page costs somebody who comes for the first time, with nothing cached and the
 * processor slowed down four times; the median of several visits. {@code ready} is the shell's mark
 * {@code console-ready}.
 */
final class ConsoleFigures {

    private static final int VISITS = 7;
    private static final int SLOWER = 4;
    private static final int AFTERWARDS = 1000;

    /** One visit: what crossed the wire until a second after the page was ready, and when that was. */
    private record Cost(long bytes, long requests, long ready, long paint, long nodes, long heap) {}

    private ConsoleFigures() {}

    public static void main(String[] args) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("login", "login");
        pages.put("home", "");
        pages.put("contacts", "crm/contacts");
        pages.put("invoices", "billing/invoices");
        try (Chromium chromium = Chromium.launch();
                Installation installation = Installation.started(Database.DERBY)) {
            DemoData data = DemoData.in(installation, Installation.carniceria());
            System.out.printf("%d visits each, median; CPU %d× slower; nothing cached%n%n", VISITS, SLOWER);
            System.out.println(
                    "| Page | KiB transferred | requests | first paint ms | ready ms | DOM nodes | JS heap MiB |");
            System.out.println("|---|---|---|---|---|---|---|");
            pages.forEach((name, path) -> {
                List<Cost> costs = new ArrayList<>();
                for (int i = 0; i < VISITS; i++) {
                    costs.add(visit(chromium, installation, path.equals("login") ? null : data.ana(), path));
                }
                print(name, costs);
            });
        }
        System.exit(0);
    }

    private static Cost visit(Chromium chromium, Installation installation, Person person, String path) {
        try (Visit visit = new Visit(chromium, installation.url(), Look.DESKTOP)) {
            if (person != null) {
                visit.enter(person);
            }
            CDPSession devtools = visit.profile().newCDPSession(visit.page());
            devtools.send("Network.enable");
            devtools.send("Performance.enable");
            devtools.send("Emulation.setCPUThrottlingRate", json("rate", SLOWER));
            long[] traffic = new long[2];
            devtools.on("Network.loadingFinished", event -> {
                traffic[0] += event.get("encodedDataLength").getAsLong();
                traffic[1]++;
            });
            visit.open(path);
            visit.page().waitForTimeout(AFTERWARDS); // the live updates keep the network busy for ever
            return new Cost(
                    traffic[0],
                    traffic[1],
                    time(visit, "performance.getEntriesByName('console-ready')[0]?.startTime ?? -1"),
                    time(visit, "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"),
                    metric(devtools, "Nodes"),
                    metric(devtools, "JSHeapUsedSize"));
        }
    }

    private static long time(Visit visit, String expression) {
        return Math.round(((Number) visit.page().evaluate("() => " + expression)).doubleValue());
    }

    private static long metric(CDPSession devtools, String name) {
        for (var metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsLong();
            }
        }
        return -1;
    }

    private static JsonObject json(String key, int value) {
        JsonObject object = new JsonObject();
        object.addProperty(key, value);
        return object;
    }

    private static void print(String name, List<Cost> costs) {
        System.out.printf(
                "| %s | %.1f | %d | %d | %d | %d | %.1f |%n",
                name,
                median(costs.stream().map(Cost::bytes).toList()) / 1024.0,
                median(costs.stream().map(Cost::requests).toList()),
                median(costs.stream().map(Cost::paint).toList()),
                median(costs.stream().map(Cost::ready).toList()),
                median(costs.stream().map(Cost::nodes).toList()),
                median(costs.stream().map(Cost::heap).toList()) / 1048576.0);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
