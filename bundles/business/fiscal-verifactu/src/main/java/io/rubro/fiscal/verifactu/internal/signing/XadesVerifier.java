package io.rubro.fiscal.verifactu.internal.signing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Checks signatures as {@link XadesSigner} makes them, and the authority's own example. */
public final class XadesVerifier {

    private static final Set<String> SIGNATURE_METHODS = Set.of(Xades.RSA_SHA256, Xades.RSA_SHA512);
    private static final Set<String> CANONICAL = Set.of(
            CanonicalizationMethod.INCLUSIVE,
            CanonicalizationMethod.EXCLUSIVE,
            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
            CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

    private XadesVerifier() {}

    /**
     * Checks the one signature of a document.
     *
     * @param parent the local name of the element whose last child the signature must be
     */
    public static SignatureCheck check(String xml, String parent) {
        try {
            Document document = Xml.parse(xml);
            NodeList signatures = document.getElementsByTagNameNS(Xades.DS, "Signature");
            if (signatures.getLength() != 1
                    || !(signatures.item(0) instanceof Element signature)
                    || !isLastChild(signature, parent)) {
                return SignatureCheck.NONE;
            }
            return check(signature);
        } catch (SAXException
                | GeneralSecurityException
                | MarshalException
                | XMLSignatureException
                | IllegalArgumentException e) {
            return SignatureCheck.NONE;
        }
    }

    private static boolean isLastChild(Element signature, String parent) {
        for (Node after = signature.getNextSibling(); after != null; after = after.getNextSibling()) {
            if (after instanceof Element) {
                return false;
            }
        }
        Node place = signature.getParentNode();
        return place != null && parent.equals(place.getLocalName());
    }

    private static SignatureCheck check(Element element)
            throws GeneralSecurityException, MarshalException, XMLSignatureException {
        X509Certificate certificate = certificate(element);
        Element properties = only(element, Xades.XADES, "SignedProperties");
        if (certificate == null || properties == null) {
            return SignatureCheck.NONE;
        }
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), element);
        context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
        context.setIdAttributeNS(properties, null, "Id");
        XMLSignature signature = factory.unmarshalXMLSignature(context);
        boolean strong = SIGNATURE_METHODS.contains(
                signature.getSignedInfo().getSignatureMethod().getAlgorithm());
        boolean valid = strong && signature.getSignatureValue().validate(context);
        boolean whole = false;
        boolean ofProperties = false;
        List<Reference> references = signature.getSignedInfo().getReferences();
        for (Reference reference : references) {
            boolean same = reference.validate(context);
            if ("".equals(reference.getURI())) {
                whole = same && isOfAllButTheSignature(reference);
            } else if (("#" + properties.getAttribute("Id")).equals(reference.getURI())) {
                ofProperties = same && Xades.SIGNED_PROPERTIES.equals(reference.getType());
            }
        }
        return new SignatureCheck(
                valid && whole && references.size() == 2,
                valid && ofProperties,
                isNamed(certificate, properties),
                isOurPolicy(properties),
                certificate.getSubjectX500Principal().getName());
    }

    private static boolean isOfAllButTheSignature(Reference reference) {
        boolean enveloped = false;
        List<Transform> transforms = reference.getTransforms();
        for (Transform transform : transforms) {
            if (transform.getAlgorithm().equals(Transform.ENVELOPED)) {
                enveloped = true;
            } else if (!CANONICAL.contains(transform.getAlgorithm())) {
                return false;
            }
        }
        return enveloped;
    }

    private static @Nullable X509Certificate certificate(Element signature) throws GeneralSecurityException {
        NodeList found = signature.getElementsByTagNameNS(Xades.DS, "X509Certificate");
        if (found.getLength() == 0) {
            return null;
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.item(0).getTextContent());
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static boolean isNamed(X509Certificate certificate, Element properties) throws GeneralSecurityException {
        // certificates of its issuers may be named after it
        Element digest = first(properties, Xades.XADES, "CertDigest");
        String time = text(properties, Xades.XADES, "SigningTime");
        if (digest == null || time == null) {
            return false;
        }
        Element method = only(digest, Xades.DS, "DigestMethod");
        String algorithm = method == null ? "" : method.getAttribute("Algorithm");
        String name =
                switch (algorithm) {
                    case Xades.SHA1 -> "SHA-1";
                    case Xades.SHA512 -> "SHA-512";
                    default -> "SHA-256";
                };
        String expected = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(name).digest(certificate.getEncoded()));
        return expected.equals(text(digest, Xades.DS, "DigestValue")) && wasValid(certificate, time);
    }

    private static boolean wasValid(X509Certificate certificate, String time) {
        try {
            Instant at = OffsetDateTime.parse(time).toInstant();
            return !at.isBefore(certificate.getNotBefore().toInstant())
                    && !at.isAfter(certificate.getNotAfter().toInstant());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isOurPolicy(Element properties) {
        Element id = only(properties, Xades.XADES, "SigPolicyId");
        Element hash = only(properties, Xades.XADES, "SigPolicyHash");
        return id != null
                && hash != null
                && Xades.POLICY.equals(text(id, Xades.XADES, "Identifier"))
                && Xades.POLICY_DIGEST.equals(text(hash, Xades.DS, "DigestValue"));
    }

    private static @Nullable Element first(Element parent, String namespace, String name) {
        return parent.getElementsByTagNameNS(namespace, name).item(0) instanceof Element element ? element : null;
    }

    private static @Nullable Element only(Element parent, String namespace, String name) {
        NodeList found = parent.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 1 && found.item(0) instanceof Element element ? element : null;
    }

    private static @Nullable String text(Element parent, String namespace, String name) {
        Element element = only(parent, namespace, name);
        return element == null ? null : element.getTextContent().trim();
    }
}
