package io.rubro.fiscal.verifactu.internal.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, by which a taxpayer, his representative or a social collaborator shows who he is.
 *
 * @param subject whose it is
 * @param validUntil when it ends
 */
record Credentials(String subject, Instant validUntil, KeyManager[] keys) {

    /**
     * Reads a PKCS#12 file.
     *
     * @throws GeneralSecurityException if the password is wrong or it holds no key
     */
    static Credentials read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = store(file, password);
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, password);
                return new Credentials(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getNotAfter().toInstant(),
                        factory.getKeyManagers());
            }
        }
        throw new GeneralSecurityException("no private key in the file");
    }

    private static KeyStore store(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    /**
     * A context for connections that show this certificate.
     *
     * @param own null to show none
     * @param trust a PKCS#12 file with the certificates servers may show; null for those Java trusts
     */
    static SSLContext context(@Nullable Credentials own, @Nullable Path trust, char[] trustPassword)
            throws IOException, GeneralSecurityException {
        TrustManager @Nullable [] trusted = null;
        if (trust != null) {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store(trust, trustPassword));
            trusted = factory.getTrustManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : own.keys, trusted, null);
        return context;
    }
}
