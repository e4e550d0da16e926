import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Writes the bill of materials (CycloneDX 1.6, JSON) of an assembled runtime from what is really in the box. The usual
 * Maven plugin describes Maven dependencies; what Karaf features install are none, and it gives up when one parent POM of
 * one third party cannot be had.
 *
 * <p>Listed are the jars of {@code system/} (a Maven repository: the path tells the coordinates), those of {@code lib/}
 * (which carry {@code pom.properties}), and third parties inside our own bundles, which the bundle names in its manifest
 * header {@code Embedded-Artifacts: group:artifact:version,…}. The licence comes from the manifest or, where that is
 * silent, from {@code licences.properties}. A bundle of ours with foreign classes and no such header, and a component
 * whose licence is unknown, fail the build.
 *
 * <p>Usage: {@code java BillOfMaterials.java <assembly> <licences.properties> <version> <bom.json>}
 */
class BillOfMaterials {
    record Component(String group, String name, String version, Optional<String> sha256, String licence) {
        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
        }

        String json() {
            String hashes = sha256.map(
                            hash -> "\n      \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"" + hash + "\"}],")
                    .orElse("");
            return """
                        {
                          "type": "library",
                          "bom-ref": "%1$s",
                          "group": "%2$s",
                          "name": "%3$s",
                          "version": "%4$s",%5$s
                          "licenses": [{"expression": "%6$s"}],
                          "purl": "%1$s"
                        }"""
                    .formatted(purl(), group, name, version, hashes, licence);
        }
    }

    /** What a {@code Bundle-License} header says, in the words of SPDX; the first match counts. */
    private static final List<String[]> SPDX = List.of(
            new String[] {"(?i).*epl-2\\.0.*classpath.*", "EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0"},
            new String[] {"(?i).*epl-2\\.0.*edl-v10.*", "EPL-2.0 OR BSD-3-Clause"},
            new String[] {"(?i).*edl-v10.*", "BSD-3-Clause"},
            new String[] {"(?i).*cddl.*gpl.*", "CDDL-1.1 OR GPL-2.0-only WITH Classpath-exception-2.0"},
            new String[] {"(?i).*apache.*2\\.0.*", "Apache-2.0"},
            new String[] {"(?i).*bsd-3-clause.*", "BSD-3-Clause"},
            new String[] {"(?i).*(bsd-2-clause|bsd-license).*", "BSD-2-Clause"},
            new String[] {"(?i).*\\bmit\\b.*", "MIT"});

    private final Properties licences = new Properties();
    private final List<Component> components = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        var bill = new BillOfMaterials();
        try (var in = Files.newBufferedReader(Path.of(args[1]))) {
            bill.licences.load(in);
        }
        bill.read(Path.of(args[0]));
        if (!bill.faults.isEmpty()) {
            System.err.println(String.join("\n", bill.faults));
            System.exit(1);
        }
        Files.writeString(Path.of(args[3]), bill.json(args[2]));
        System.out.println(bill.components.size() + " components in " + args[3]);
    }

    private void read(Path assembly) throws IOException {
        Path system = assembly.resolve("system");
        for (Path jar : jars(system)) {
            Path path = system.relativize(jar);
            int depth = path.getNameCount();
            String group = path.subpath(0, depth - 3).toString().replace('\\', '/').replace('/', '.');
            add(jar, group, path.getName(depth - 3).toString(), path.getName(depth - 2).toString());
        }
        for (Path jar : jars(assembly.resolve("lib"))) {
            addLibrary(jar);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private void add(Path jar, String group, String name, String version) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest().getMainAttributes();
            licence(group, name, Optional.ofNullable(manifest.getValue("Bundle-License")))
                    .ifPresent(licence -> components.add(
                            new Component(group, name, version, Optional.of(sha256(jar)), licence)));
            if (group.equals("io.rubro")) {
                addEmbedded(file, manifest.getValue("Embedded-Artifacts"));
            }
        }
    }

    private void addEmbedded(JarFile bundle, String header) {
        if (header == null) {
            bundle.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("io/rubro/"))
                    .findAny()
                    .ifPresent(name -> faults.add(bundle.getName() + " carries " + name
                            + " of somebody else: name its jar in bnd.bnd, Embedded-Artifacts: group:artifact:version,…"));
            return;
        }
        for (String coordinates : header.split("\\s*,\\s*")) {
            String[] part = coordinates.split(":");
            licence(part[0], part[1], Optional.empty())
                    .ifPresent(licence ->
                            components.add(new Component(part[0], part[1], part[2], Optional.empty(), licence)));
        }
    }

    private void addLibrary(Path jar) throws IOException {
        String fileName = jar.getFileName().toString();
        if (fileName.startsWith("osgi.core-")) { // the one that says nothing about itself
            add(jar, "org.osgi", "osgi.core", fileName.replaceAll("osgi\\.core-|\\.jar", ""));
            return;
        }
        try (var file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream()
                    .filter(candidate -> candidate.getName().matches("META-INF/maven/.*/pom\\.properties"))
                    .toList()) {
                var properties = new Properties();
                try (var in = file.getInputStream(entry)) {
                    properties.load(in);
                }
                if (fileName.startsWith(properties.getProperty("artifactId") + "-")) {
                    add(
                            jar,
                            properties.getProperty("groupId"),
                            properties.getProperty("artifactId"),
                            properties.getProperty("version"));
                    return;
                }
            }
        }
        faults.add("whose is " + jar + "? It has no pom.properties");
    }

    private Optional<String> licence(String group, String name, Optional<String> header) {
        String ours = licences.getProperty(group + "." + name, licences.getProperty(group));
        Optional<String> found = Optional.ofNullable(ours)
                .or(() -> header.flatMap(text -> SPDX.stream()
                        .filter(rule -> text.matches(rule[0]))
                        .map(rule -> rule[1])
                        .findFirst()));
        if (found.isEmpty()) {
            faults.add("which licence has " + group + ":" + name + "? The manifest says "
                    + header.orElse("nothing") + ": add it to licences.properties");
        }
        return found;
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String json(String version) {
        String list = components.stream()
                .map(Component::json)
                .distinct()
                .sorted()
                .collect(Collectors.joining(",\n"));
        // the same box has the same serial number
        UUID serial = UUID.nameUUIDFromBytes(list.getBytes(StandardCharsets.UTF_8));
        return """
                {
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.6",
                  "serialNumber": "urn:uuid:%1$s",
                  "version": 1,
                  "metadata": {
                    "component": {
                      "type": "application",
                      "bom-ref": "pkg:maven/io.rubro/distribution@%2$s?type=tar.gz",
                      "group": "io.rubro",
                      "name": "distribution",
                      "version": "%2$s",
                      "licenses": [{"expression": "Apache-2.0"}],
                      "purl": "pkg:maven/io.rubro/distribution@%2$s?type=tar.gz"
                    }
                  },
                  "components": [
                %3$s
                  ]
                }
                """
                .formatted(serial, version, list);
    }
}
