package io.rubro.fiscal.verifactu.internal.signing;

/** Names of XML signatures and of their qualifying properties, and the signature policy the authority wants. */
final class Xades {

    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String RSA_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
    static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String SHA512 = "http://www.w3.org/2001/04/xmlenc#sha512";

    /** The policy of the State's administration: specification of the signature 0.1.5, section 4. */
    static final String POLICY = "urn:oid:2.16.724.1.3.1.1.2.1.9";

    static final String POLICY_ADDRESS = "https://sede.administracion.gob.es/politica_de_firma_anexo_1.pdf";
    /** SHA-1 of the policy, which names no other digest of itself. */
    static final String POLICY_DIGEST = "G7roucf600+f03r/o0bAOQ6WAs0=";

    private Xades() {}
}
