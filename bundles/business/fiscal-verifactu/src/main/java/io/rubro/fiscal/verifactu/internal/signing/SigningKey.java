package io.rubro.fiscal.verifactu.internal.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;

/** A private key with its certificate; the authority wants RSA. */
public record SigningKey(PrivateKey key, X509Certificate certificate) {

    /**
     * The first key of a PKCS#12 file.
     *
     * @throws GeneralSecurityException if the password is wrong or there is no RSA key with a certificate in it
     */
    public static SigningKey read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (store.isKeyEntry(alias)
                    && store.getKey(alias, password) instanceof PrivateKey key
                    && key.getAlgorithm().equals("RSA")
                    && certificate instanceof X509Certificate x509) {
                return new SigningKey(key, x509);
            }
        }
        throw new GeneralSecurityException("no RSA key with a certificate in the file");
    }

    /** Whose it is. */
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Whether the certificate is valid at a moment. */
    public boolean isValid(Instant moment) {
        return !moment.isBefore(certificate.getNotBefore().toInstant())
                && !moment.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey[" + subject() + "]";
    }
}
