package io.rubro.platform.marketplace.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes KARs for tests, good and bad ones. */
public final class KarBuilder {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A KAR with one plugin and nothing else. */
    public static KarBuilder plugin(String id, String version) {
        return new KarBuilder().with(JarBuilder.plugin(id, version));
    }

    public KarBuilder with(JarBuilder jar) {
        String path = "repository/test/" + jar.name() + "/" + jar.version() + "/" + jar.name() + ".jar";
        return with(path, jar.bytes());
    }

    public KarBuilder with(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        zip(entries, out);
        return out.toByteArray();
    }

    public Path write(Path file) {
        try {
            Files.write(file, bytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void zip(Map<String, byte[]> entries, OutputStream out) {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry file = new ZipEntry(entry.getKey());
                file.setTime(0); // built twice, the same bytes
                zip.putNextEntry(file);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bundle. */
    public static final class JarBuilder {

        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, byte[]> files = new LinkedHashMap<>();

        public static JarBuilder bundle(String name, String version) {
            JarBuilder jar = new JarBuilder();
            jar.headers.put("Manifest-Version", "1.0");
            jar.headers.put("Bundle-ManifestVersion", "2");
            jar.headers.put("Bundle-SymbolicName", name);
            jar.headers.put("Bundle-Version", version);
            return jar;
        }

        public static JarBuilder plugin(String id, String version) {
            return bundle("test." + id, version)
                    .header("Rubro-Module", "RUBRO-INF/module.json")
                    .descriptor(id, "plugin", "[0.1,1)", "Apache-2.0");
        }

        public JarBuilder descriptor(String id, String kind, String platform, String license) {
            String json =
                    """
                    {"id": "%s", "kind": "%s", "name": {"es": "Prueba", "en": "Test"}, "platform": "%s", "license": "%s",
                     "permissions": [{"id": "%s.thing.read", "name": {"es": "Ver cosas"}, "roles": ["staff"]}]}
                    """
                            .formatted(id, kind, platform, license, id);
            return file("RUBRO-INF/module.json", json.getBytes(StandardCharsets.UTF_8));
        }

        public JarBuilder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public JarBuilder without(String header) {
            headers.remove(header);
            return this;
        }

        public JarBuilder file(String path, byte[] content) {
            files.put(path, content);
            return this;
        }

        /** Copies a class of the tests into the bundle. */
        public JarBuilder type(Class<?> type) {
            String path = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
                return file(path, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String name() {
            return headers.getOrDefault("Bundle-SymbolicName", "none").split(";")[0];
        }

        public String version() {
            return headers.getOrDefault("Bundle-Version", "0");
        }

        public byte[] bytes() {
            StringBuilder manifest = new StringBuilder();
            headers.forEach((name, value) -> manifest.append(wrap(name + ": " + value)));
            Map<String, byte[]> all = new LinkedHashMap<>();
            all.put("META-INF/MANIFEST.MF", manifest.append("\n").toString().getBytes(StandardCharsets.UTF_8));
            all.putAll(files);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            zip(all, out);
            return out.toByteArray();
        }

        /** A line of a manifest holds 72 bytes at most. */
        private static String wrap(String line) {
            StringBuilder wrapped = new StringBuilder();
            String rest = line;
            while (rest.length() > 70) {
                wrapped.append(rest, 0, 70).append("\n ");
                rest = rest.substring(70);
            }
            return wrapped.append(rest).append('\n').toString();
        }
    }
}
