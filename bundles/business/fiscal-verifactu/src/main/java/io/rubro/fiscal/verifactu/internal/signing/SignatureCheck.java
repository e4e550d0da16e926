package io.rubro.fiscal.verifactu.internal.signing;

import org.jspecify.annotations.Nullable;

/**
 * What a signature is worth. Nobody is asked whether the certificate was revoked.
 *
 * @param intact whether the whole document is as it was signed, with this key, and nothing but the document is signed
 * @param properties whether the signature's own properties are as they were signed
 * @param certificate whether it names the certificate it comes with, valid at the time of signing
 * @param policy whether it names the policy the authority wants
 * @param subject whose certificate it is; null if there is none
 */
public record SignatureCheck(
        boolean intact, boolean properties, boolean certificate, boolean policy, @Nullable String subject) {

    /** There is no signature, or none that can be read. */
    static final SignatureCheck NONE = new SignatureCheck(false, false, false, false, null);

    /** Whether nothing is wrong. */
    public boolean good() {
        return intact && properties && certificate && policy;
    }
}
