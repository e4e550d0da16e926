package io.rubro.fiscal.verifactu.internal.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A certificate made for tests, valid from 2020 for fifty years. */
public final class TestKey {

    /** Of the file. */
    public static final String PASSWORD = "changeit";

    private TestKey() {}

    /** Makes a PKCS#12 file. */
    public static Path file(Path folder) {
        Path file = folder.resolve("key.p12");
        if (Files.exists(file)) {
            return file;
        }
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "test",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-startdate",
                            "2020/01/01 00:00:00",
                            "-validity",
                            "18250",
                            "-dname",
                            "CN=DEMO - 89890001K, O=Demo\\, S.L., C=ES",
                            "-keystore",
                            file.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The key of such a file. */
    public static SigningKey read(Path folder) {
        try {
            return SigningKey.read(file(folder), PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
