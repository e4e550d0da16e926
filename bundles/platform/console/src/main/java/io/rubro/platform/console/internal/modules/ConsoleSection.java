package io.rubro.platform.console.internal.modules;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a module contributes to the console: the section {@code console} of its descriptor.
 *
 * @param nav entries of the menu
 * @param pages the pages, by path within the module
 * @param widgets parts of the home page
 * @param commands actions that can be called by name
 * @param firstSteps steps of the wizard a new organisation goes through
 * @param settings sections of the settings page
 * @param sections parts of pages of other modules
 * @param countries where the organisations are it is for, ISO 3166 alpha-2, as what the law of one country demands; null
 *     for all. Each part may say its own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsoleSection(
        List<NavEntry> nav,
        List<Page> pages,
        List<Widget> widgets,
        List<Command> commands,
        List<Part> firstSteps,
        List<Part> settings,
        List<Section> sections,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> countries) {

    static final ConsoleSection EMPTY = new ConsoleSection(null, null, null, null, null, null, null, null);

    private static final Set<String> NAV_SECTIONS = Set.of("sales", "customers", "devices", "rubro", "system");
    private static final Set<String> SIZES = Set.of("s", "m", "l");
    private static final Pattern PATH = Pattern.compile("(:?[A-Za-z0-9-]+(/:?[A-Za-z0-9-]+)*)?");
    private static final Pattern TARGET = Pattern.compile(PATH.pattern() + "(\\?[A-Za-z0-9=&._-]+)?");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9-]+(/[A-Za-z0-9-]+)*\\.json");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern PLACE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Something only those with a permission get to see, and only where it is of use. */
    private sealed interface Guarded {
        String permission();

        /** The countries whose organisations it is for; null for all. */
        @Nullable
        List<String> countries();
    }

    /** An entry of the menu. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NavEntry(
            String path,
            Map<String, String> label,
            String icon,
            String section,
            int order,
            String permission,
            @Nullable List<String> countries)
            implements Guarded {
        public NavEntry {
            require("path", path, TARGET);
            label = texts("label", label);
            require("icon", icon, NAME);
            requireOneOf("section", section, NAV_SECTIONS);
            requirePermission(permission);
            countries = checked(countries);
        }
    }

    /** A page: either a view of the module's script or a declarative page. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            String path,
            @Nullable String view,
            @Nullable String page,
            Map<String, String> title,
            String permission,
            @Nullable List<String> countries)
            implements Guarded {
        public Page {
            requirePath(path);
            if ((view == null) == (page == null)) {
                throw new IllegalArgumentException("the page «" + path + "» has either a view or a page");
            }
            if (view == null) {
                require("page", page, FILE);
            } else {
                require("view", view, NAME);
            }
            title = texts("title", title);
            requirePermission(permission);
            countries = checked(countries);
        }
    }

    /** A part of the home page. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Widget(
            String id,
            String view,
            Map<String, String> title,
            String size,
            int order,
            String permission,
            @Nullable List<String> countries)
            implements Guarded {
        public Widget {
            require("id", id, NAME);
            require("view", view, NAME);
            title = texts("title", title);
            requireOneOf("size", size, SIZES);
            requirePermission(permission);
            countries = checked(countries);
        }
    }

    /** An action that can be called by name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Command(
            String path, Map<String, String> label, String icon, String permission, @Nullable List<String> countries)
            implements Guarded {
        public Command {
            require("path", path, TARGET);
            label = texts("label", label);
            require("icon", icon, NAME);
            requirePermission(permission);
            countries = checked(countries);
        }
    }

    /** A step of the wizard or a section of the settings. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String id,
            String view,
            Map<String, String> title,
            int order,
            String permission,
            @Nullable List<String> countries)
            implements Guarded {
        public Part {
            require("id", id, NAME);
            require("view", view, NAME);
            title = texts("title", title);
            requirePermission(permission);
            countries = checked(countries);
        }
    }

    /**
     * A part of a page of another module.
     *
     * @param at the place that page keeps for such parts: {@code billing.invoice}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Section(
            String id, String view, String at, int order, String permission, @Nullable List<String> countries)
            implements Guarded {
        public Section {
            require("id", id, NAME);
            require("view", view, NAME);
            require("at", at, PLACE);
            requirePermission(permission);
            countries = checked(countries);
        }
    }

    public ConsoleSection(
            @Nullable List<NavEntry> nav,
            @Nullable List<Page> pages,
            @Nullable List<Widget> widgets,
            @Nullable List<Command> commands,
            @Nullable List<Part> firstSteps,
            @Nullable List<Part> settings,
            @Nullable List<Section> sections,
            @Nullable List<String> countries) {
        this.nav = orEmpty(nav);
        this.pages = orEmpty(pages);
        this.widgets = orEmpty(widgets);
        this.commands = orEmpty(commands);
        this.firstSteps = orEmpty(firstSteps);
        this.settings = orEmpty(settings);
        this.sections = orEmpty(sections);
        this.countries = checked(countries);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Descriptor(Map<String, String> name, @Nullable ConsoleSection console) {}

    /** What a descriptor says for the console. */
    record Read(Map<String, String> name, ConsoleSection section) {}

    /**
     * Reads a whole descriptor.
     *
     * @throws IllegalArgumentException saying what is wrong with its section {@code console}
     */
    static Read read(String descriptor) {
        try {
            Descriptor read = JSON.readValue(descriptor, Descriptor.class);
            return new Read(Map.copyOf(read.name), read.console == null ? EMPTY : read.console);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * The part of it a caller may see.
     *
     * @param country where the organisation it works in is; null if it works in none
     */
    ConsoleSection forCaller(Caller caller, @Nullable String country) {
        if (!isFor(country, countries)) {
            return EMPTY;
        }
        return new ConsoleSection(
                visible(nav, caller, country),
                visible(pages, caller, country),
                visible(widgets, caller, country),
                visible(commands, caller, country),
                visible(firstSteps, caller, country),
                visible(settings, caller, country),
                visible(sections, caller, country),
                countries);
    }

    /**
     * The paths of the pages a caller lacks the permission for: a screen can say so instead of «not found».
     *
     * @param country as for {@link #forCaller}
     */
    List<String> deniedTo(Caller caller, @Nullable String country) {
        return pages.stream()
                .filter(page ->
                        !caller.may(page.permission()) && isFor(country, countries) && isFor(country, page.countries()))
                .map(Page::path)
                .toList();
    }

    private static <T extends Guarded> List<T> visible(List<T> all, Caller caller, @Nullable String country) {
        return all.stream()
                .filter(part -> caller.may(part.permission()) && isFor(country, part.countries()))
                .toList();
    }

    private static boolean isFor(@Nullable String country, @Nullable List<String> countries) {
        return countries == null || (country != null && countries.contains(country));
    }

    private static @Nullable List<String> checked(@Nullable List<String> countries) {
        if (countries == null) {
            return null;
        }
        countries.forEach(country -> require("countries", country, COUNTRY));
        return List.copyOf(countries);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static void requirePath(@Nullable String path) {
        require("path", path, PATH);
    }

    private static void requirePermission(@Nullable String permission) {
        if (permission == null || permission.isBlank()) {
            throw new IllegalArgumentException("permission is missing");
        }
    }

    private static void require(String field, @Nullable String value, Pattern pattern) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " is missing or malformed: " + value);
        }
    }

    private static void requireOneOf(String field, @Nullable String value, Set<String> allowed) {
        if (value == null || !allowed.contains(value)) {
            throw new IllegalArgumentException(field + " is one of " + allowed + ", not " + value);
        }
    }

    private static Map<String, String> texts(String field, @Nullable Map<String, String> texts) {
        if (texts == null || !texts.containsKey("es")) {
            throw new IllegalArgumentException(field + ".es is missing");
        }
        return Map.copyOf(texts);
    }
}
