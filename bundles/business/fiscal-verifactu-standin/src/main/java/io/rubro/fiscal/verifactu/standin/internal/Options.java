package io.rubro.fiscal.verifactu.standin.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a stand-in is set up.
 *
 * @param xsdFolder the folder with the authority's schemas; null to check the structure by the rules alone
 * @param waitSeconds {@code TiempoEsperaEnvio}, 0 to 9999
 * @param pageSize records in an answer to a query, 1 to 10,000
 * @param clock today and now
 * @param unknownTaxpayers tax numbers that are valid and in nobody's census
 * @param tls for HTTPS with a client's certificate; null for HTTP
 */
public record Options(
        @Nullable Path xsdFolder,
        int waitSeconds,
        int pageSize,
        Clock clock,
        Set<String> unknownTaxpayers,
        @Nullable Tls tls) {

    private static final int MAX_PAGE = 10_000;
    private static final int MAX_WAIT = 9999;

    public Options {
        if (waitSeconds < 0 || waitSeconds > MAX_WAIT || pageSize < 1 || pageSize > MAX_PAGE) {
            throw new IllegalArgumentException("waitSeconds 0 to 9999, pageSize 1 to 10000");
        }
        unknownTaxpayers = Set.copyOf(unknownTaxpayers);
    }

    /**
     * Server key and whom to trust, both PKCS #12.
     *
     * @param trustStore whose certificates a client's must come from
     */
    public record Tls(Path keyStore, Path trustStore, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[" + keyStore + ", " + trustStore + "]";
        }
    }

    /** HTTP, a minute between messages, and the schemas of the folder that the system property rubro.references names. */
    public static Options defaults() {
        return new Options(references(), 60, MAX_PAGE, Clock.systemUTC(), Set.of(), null);
    }

    /** The folder of the schemas the system property rubro.references leads to; null without it. */
    static @Nullable Path references() {
        String references = System.getProperty("rubro.references", "");
        if (references.isBlank()) {
            return null;
        }
        Path folder = Path.of(references, "verifactu", "xsd");
        return Files.isDirectory(folder) ? folder : null;
    }

    public Options xsdFolder(@Nullable Path folder) {
        return new Options(folder, waitSeconds, pageSize, clock, unknownTaxpayers, tls);
    }

    public Options waitSeconds(int seconds) {
        return new Options(xsdFolder, seconds, pageSize, clock, unknownTaxpayers, tls);
    }

    public Options pageSize(int records) {
        return new Options(xsdFolder, waitSeconds, records, clock, unknownTaxpayers, tls);
    }

    public Options clock(Clock other) {
        return new Options(xsdFolder, waitSeconds, pageSize, other, unknownTaxpayers, tls);
    }

    public Options unknownTaxpayers(Set<String> nifs) {
        return new Options(xsdFolder, waitSeconds, pageSize, clock, nifs, tls);
    }

    public Options tls(@Nullable Tls keys) {
        return new Options(xsdFolder, waitSeconds, pageSize, clock, unknownTaxpayers, keys);
    }
}
