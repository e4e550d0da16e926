package io.rubro.itests;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.rubro.itests.Installation.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./rubro screenshots FOLDER [language]}: every page of the console with the demo data, on a desktop and on a
 * phone, light and dark, and an index of them all. Ends with an error if a page does not get its data, or says
 * something is wrong.
 */
final class Screenshots {

    private static final List<Look> LOOKS =
            List.of(Look.DESKTOP, Look.DESKTOP.inDark(), Look.PHONE, Look.PHONE.inDark());

    private final Path folder;
    private final String language;
    private final Chromium chromium;
    private final Installation installation;
    private final Set<String> photographed = new LinkedHashSet<>();
    private final List<String> wrong = new ArrayList<>();

    private Screenshots(Path folder, String language, Chromium chromium, Installation installation) {
        this.folder = folder;
        this.language = language;
        this.chromium = chromium;
        this.installation = installation;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: screenshots <folder> [es-ES|es-AR|en]");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        int wrong;
        try (Chromium chromium = Chromium.launch();
                Installation installation = Installation.started(Database.DERBY)) {
            Screenshots all = new Screenshots(folder, args.length == 2 ? args[1] : "es-ES", chromium, installation);
            all.take();
            wrong = all.report();
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private void take() {
        shoot(null, Map.of("setup", "setup#" + installation.setupToken()));
        System.out.println("demo data…");
        DemoData data = DemoData.in(installation, Installation.carniceria());
        Person person = language.equals("es-AR") ? data.martin() : data.ana();
        shoot(null, Map.of("login", "login"));
        shoot(person, ConsolePages.all(Api.login(installation, person.email(), person.password())));
    }

    // ------------------------------------------------------------------ photographs

    private void shoot(Person person, Map<String, String> pages) {
        for (Look look : LOOKS) {
            try (Visit visit = new Visit(chromium, installation.url(), look.in(language))) {
                if (person != null) {
                    visit.enter(person);
                }
                pages.forEach((name, path) -> shoot(visit, look, name, path));
                if (person != null) {
                    palette(visit, look);
                }
                visit.complaints().stream().distinct().forEach(said -> wrong.add(look + ": " + said));
            }
        }
    }

    private void shoot(Visit visit, Look look, String name, String path) {
        try {
            visit.open(ConsolePages.address(visit, path));
        } catch (PlaywrightException e) {
            wrong.add(name + "-" + look + ": " + told(e));
        }
        keep(visit, look, name);
    }

    private void palette(Visit visit, Look look) {
        try {
            Page page = visit.open("");
            page.keyboard().press("Control+k");
            page.keyboard().type("car");
            page.locator("[role=option]").first().waitFor();
        } catch (PlaywrightException e) {
            wrong.add("search-" + look + ": " + told(e));
        }
        keep(visit, look, "search");
    }

    /** The first line of what Playwright says that says something. */
    private static String told(PlaywrightException e) {
        return e.getMessage()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("message="))
                .findFirst()
                .orElse(e.getMessage());
    }

    private void keep(Visit visit, Look look, String name) {
        visit.photograph(folder.resolve(name + "-" + look + ".png"));
        photographed.add(name);
        System.out.println("  " + name + "-" + look);
    }

    // ------------------------------------------------------------------ the index

    private int report() throws IOException {
        StringBuilder html =
                new StringBuilder("<!doctype html><meta charset=utf-8><title>Rubro</title><style>body{font:14px"
                        + " system-ui;margin:2rem}div{display:flex;gap:1rem;flex-wrap:wrap}img{height:300px;border:1px"
                        + " solid #8888}</style>\n");
        for (String name : photographed) {
            html.append("<h2>").append(name).append("</h2><div>");
            for (Look look : LOOKS) {
                String file = name + "-" + look + ".png";
                html.append("<a href='%s'><img loading=lazy src='%s' alt='%s'></a>".formatted(file, file, file));
            }
            html.append("</div>\n");
        }
        Files.writeString(folder.resolve("index.html"), html);
        System.out.println(photographed.size() + " pages, " + photographed.size() * LOOKS.size() + " pictures: "
                + folder.resolve("index.html").toAbsolutePath());
        wrong.forEach(said -> System.err.println("✗ " + said));
        return wrong.size();
    }
}
