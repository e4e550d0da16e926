package io.rubro.platform.console.internal.assets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The one page of the console: {@code console/index.html} of our bundle with the names of the built files filled in. They
 * carry a hash of their content, so they are looked up once.
 *
 * <ul>
 *   <li>{@code %IMPORTMAP%}: what {@code import 'lit'} of a screen means, from {@code console/importmap.json}
 *   <li>{@code %APP%}: the script that starts everything
 *   <li>{@code %STYLES%}: links to the style sheets in {@code console/lib}
 *   <li>{@code %PRELOAD%}: links to the modules the app imports, so that they are fetched in one go
 * </ul>
 *
 * @param page the page as it is sent
 * @param policy its content security policy: scripts inside the page run by their hash only
 */
record IndexPage(Asset page, String policy) {

    private static final Pattern HASHED = Pattern.compile("(.+)-[A-Z0-9]{8}\\.(js|css)");
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** Static imports and re-exports; {@code import(…)} has a parenthesis where this wants a name or a quote. */
    private static final Pattern STATIC_IMPORT =
            Pattern.compile("\\b(?:import|export)\\s*(?:[\\w$*{},\\s]+?\\bfrom\\s*)?[\"']([^\"'\\s]+)[\"']");

    private static final TypeReference<LinkedHashMap<String, String>> NAMES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static IndexPage of(Bundle bundle) throws IOException {
        Map<String, String> files = new TreeMap<>(); // app.js → lib/app-3FHQ7A2K.js
        for (String file : BundleFiles.list(bundle, "lib")) {
            Matcher hashed = HASHED.matcher(file);
            if (hashed.matches()) {
                files.put(hashed.group(1) + "." + hashed.group(2), "lib/" + file);
            }
        }
        Map<String, String> imports = imports(bundle, files);
        @Nullable String app = files.get("app.js");
        if (app == null) {
            throw new FileNotFoundException("console/lib/app-*.js");
        }
        String html = text(bundle, "index.html")
                .replace("%IMPORTMAP%", JSON.writeValueAsString(Map.of("imports", imports)))
                .replace("%APP%", "./" + app)
                .replace("%STYLES%", styles(files))
                .replace("%PRELOAD%", preload(bundle, app, imports));
        return new IndexPage(Asset.of("text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8)), policy(html));
    }

    private static Map<String, String> imports(Bundle bundle, Map<String, String> files) throws IOException {
        Map<String, String> imports = new LinkedHashMap<>();
        for (Map.Entry<String, String> wanted :
                JSON.readValue(text(bundle, "importmap.json"), NAMES).entrySet()) {
            @Nullable String file = files.get(wanted.getValue() + ".js");
            if (file == null) {
                throw new FileNotFoundException("console/lib/" + wanted.getValue() + "-*.js for " + wanted.getKey());
            }
            imports.put(wanted.getKey(), "./" + file);
        }
        return imports;
    }

    private static String styles(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".css"))
                .map(file -> "<link rel=\"stylesheet\" href=\"./" + file.getValue() + "\">")
                .collect(Collectors.joining("\n    "));
    }

    /** Everything the app imports at its start, directly or through others. */
    private static String preload(Bundle bundle, String app, Map<String, String> imports) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> unread = new ArrayDeque<>(List.of(app));
        while (!unread.isEmpty()) {
            Matcher matcher = STATIC_IMPORT.matcher(text(bundle, unread.remove()));
            while (matcher.find()) {
                String name = matcher.group(1);
                String file = name.startsWith("./") ? "lib/" + name.substring(2) : target(imports, name);
                if (!file.equals(app) && BundleFiles.read(bundle, file).isPresent() && found.add(file)) {
                    unread.add(file);
                }
            }
        }
        return found.stream()
                .map(file -> "<link rel=\"modulepreload\" href=\"./" + file + "\">")
                .collect(Collectors.joining("\n    "));
    }

    private static String target(Map<String, String> imports, String name) {
        String file = imports.getOrDefault(name, "./-");
        return file.substring(2);
    }

    private static String text(Bundle bundle, String file) throws IOException {
        return new String(
                BundleFiles.read(bundle, file).orElseThrow(() -> new FileNotFoundException("console/" + file)),
                StandardCharsets.UTF_8);
    }

    /** Everything from this server only; styles in attributes are what web components set. */
    private static String policy(String html) {
        StringBuilder scripts = new StringBuilder("'self'");
        Matcher inline = INLINE_SCRIPT.matcher(html);
        while (inline.find()) {
            scripts.append(" 'sha256-").append(sha256(inline.group(1))).append('\'');
        }
        return "default-src 'none'; script-src " + scripts
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
                + " manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none';"
                + " frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
