package io.rubro.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.rubro.itests.Api.Answer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every page somebody may open: those of the shell, and what the modules that run now say they have. */
final class ConsolePages {

    private static final List<String> SHELL = List.of("", "welcome", "settings", "account", "notifications", "gallery");

    private ConsolePages() {}

    /** Pages by a name; a path may still lack the id of a record, see {@link #address}. */
    static Map<String, String> all(Api api) {
        Map<String, String> pages = new LinkedHashMap<>();
        SHELL.forEach(path -> pages.put(path.isEmpty() ? "home" : path, path));
        for (JsonNode module :
                api.get("/api/v1/console/modules").expect(200).json().at("/modules")) {
            String id = module.at("/id").asText();
            Set<String> paths = new LinkedHashSet<>();
            module.at("/nav").forEach(entry -> paths.add(entry.at("/path").asText()));
            module.at("/pages").forEach(page -> paths.add(page.at("/path").asText()));
            for (String path : paths) {
                String name = (id + "-" + path).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
                pages.put(
                        name,
                        id + "/"
                                + path.replaceAll(
                                        ":[^/]+",
                                        ":" + id(api, module.at("/rest").asText(), path)));
            }
            module.at("/settings").forEach(part -> {
                String panel = id + "." + part.at("/id").asText();
                pages.put("settings-" + panel.replace('.', '-'), "settings/" + panel);
            });
        }
        return pages;
    }

    /** The first record of the list a detail belongs to, empty if there is none or no parameter. */
    private static String id(Api api, String rest, String path) {
        int parameter = path.indexOf("/:");
        if (parameter < 0) {
            return "";
        }
        for (String list : List.of(rest + "/" + path.substring(0, parameter), rest)) {
            Answer answer = api.get(list + "?limit=1");
            JsonNode items =
                    answer.json().isArray() ? answer.json() : answer.json().path("items");
            if (answer.status() == 200 && !items.isEmpty()) {
                return items.get(0).path("id").asText();
            }
        }
        return "";
    }

    /** The address of a page; where the API told no record, the page of the list may: its first link to a detail. */
    static String address(Visit visit, String path) {
        String known = path.replace("/:", "/");
        if (!path.contains("/:") || !known.endsWith("/")) {
            return known;
        }
        visit.open(path.substring(0, path.indexOf("/:")));
        Locator links = visit.page().locator("a[href^='/console/" + known + "']");
        return links.count() == 0 ? known : links.first().getAttribute("href").replaceFirst("^/console/", "");
    }
}
