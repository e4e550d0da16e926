package io.rubro.fiscal.verifactu.internal.signing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Signs documents: XAdES-EPES, enveloped, RSA with SHA-256 (ETSI EN 319 132; the authority's specification of the
 * signature 0.1.5). The document's own text stays as it is, letter by letter; the signature is put into it.
 */
public final class XadesSigner {

    private XadesSigner() {}

    /**
     * Signs a whole document.
     *
     * @param xml without an XML declaration
     * @param parent the qualified name of the element whose last child the signature becomes
     * @param at when it is signed
     * @throws IllegalArgumentException if the text is not XML with such an element
     */
    public static String sign(String xml, String parent, SigningKey key, OffsetDateTime at) {
        int end = xml.lastIndexOf("</" + parent + ">");
        if (end < 0) {
            throw new IllegalArgumentException("no element " + parent);
        }
        try {
            Document document = Xml.parse(xml);
            Element place = document.getDocumentElement();
            if (!parent.equals(place.getNodeName())) {
                place = (Element) document.getElementsByTagName(parent).item(0);
            }
            return xml.substring(0, end) + signature(document, place, key, at) + xml.substring(end);
        } catch (SAXException e) {
            throw new IllegalArgumentException(e);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("cannot sign with " + key, e);
        }
    }

    private static String signature(Document document, Element parent, SigningKey key, OffsetDateTime at)
            throws GeneralSecurityException, MarshalException, XMLSignatureException {
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        String id = "xmldsig-" + UUID.randomUUID();
        Element properties = properties(document, id, key, at);
        DigestMethod digest = factory.newDigestMethod(DigestMethod.SHA256, null);
        Reference whole = factory.newReference(
                "",
                digest,
                List.of(factory.newTransform(Transform.ENVELOPED, (@Nullable TransformParameterSpec) null)),
                null,
                id + "-ref0");
        Reference signedProperties = factory.newReference(
                "#" + id + "-signedprops",
                digest,
                List.of(factory.newTransform(
                        CanonicalizationMethod.INCLUSIVE, (@Nullable TransformParameterSpec) null)),
                Xades.SIGNED_PROPERTIES,
                null);
        SignedInfo info = factory.newSignedInfo(
                factory.newCanonicalizationMethod(
                        CanonicalizationMethod.INCLUSIVE, (@Nullable C14NMethodParameterSpec) null),
                factory.newSignatureMethod(Xades.RSA_SHA256, null),
                List.of(whole, signedProperties));
        KeyInfoFactory keys = factory.getKeyInfoFactory();
        KeyInfo keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
        DOMSignContext context = new DOMSignContext(key.key(), parent);
        context.setDefaultNamespacePrefix("ds");
        factory.newXMLSignature(
                        info,
                        keyInfo,
                        List.of(factory.newXMLObject(List.of(new DOMStructure(properties)), null, null, null)),
                        id,
                        id + "-sigvalue")
                .sign(context);
        Node signature = parent.getLastChild();
        joinLines((Element) signature, "SignatureValue");
        joinLines((Element) signature, "X509Certificate");
        return Xml.text(signature);
    }

    /** Base 64 on one line: no carriage returns to be escaped. */
    private static void joinLines(Element signature, String name) {
        NodeList values = signature.getElementsByTagNameNS(Xades.DS, name);
        for (int i = 0; i < values.getLength(); i++) {
            values.item(i).setTextContent(values.item(i).getTextContent().replaceAll("\\s", ""));
        }
    }

    private static Element properties(Document document, String id, SigningKey key, OffsetDateTime at)
            throws GeneralSecurityException {
        Element qualifying = document.createElementNS(Xades.XADES, "xades:QualifyingProperties");
        qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xades", Xades.XADES);
        qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:ds", Xades.DS);
        qualifying.setAttribute("Target", "#" + id);
        Element signed = Xml.add(qualifying, Xades.XADES, "xades:SignedProperties");
        signed.setAttribute("Id", id + "-signedprops");
        signed.setIdAttribute("Id", true);
        Element ofSignature = Xml.add(signed, Xades.XADES, "xades:SignedSignatureProperties");
        Xml.add(ofSignature, Xades.XADES, "xades:SigningTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
        certificate(ofSignature, key);
        policy(ofSignature);
        Element ofData = Xml.add(signed, Xades.XADES, "xades:SignedDataObjectProperties");
        Element format = Xml.add(ofData, Xades.XADES, "xades:DataObjectFormat");
        format.setAttribute("ObjectReference", "#" + id + "-ref0");
        Xml.add(format, Xades.XADES, "xades:MimeType", "text/xml");
        Xml.add(format, Xades.XADES, "xades:Encoding", "UTF-8");
        return qualifying;
    }

    private static void certificate(Element properties, SigningKey key) throws GeneralSecurityException {
        Element list = Xml.add(properties, Xades.XADES, "xades:SigningCertificate");
        Element certificate = Xml.add(list, Xades.XADES, "xades:Cert");
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.certificate().getEncoded());
        digest(
                Xml.add(certificate, Xades.XADES, "xades:CertDigest"),
                Xades.SHA256,
                Base64.getEncoder().encodeToString(digest));
        Element serial = Xml.add(certificate, Xades.XADES, "xades:IssuerSerial");
        Xml.add(
                serial,
                Xades.DS,
                "ds:X509IssuerName",
                key.certificate().getIssuerX500Principal().getName());
        Xml.add(
                serial,
                Xades.DS,
                "ds:X509SerialNumber",
                key.certificate().getSerialNumber().toString());
    }

    private static void policy(Element properties) {
        Element identifier = Xml.add(properties, Xades.XADES, "xades:SignaturePolicyIdentifier");
        Element policy = Xml.add(identifier, Xades.XADES, "xades:SignaturePolicyId");
        Xml.add(Xml.add(policy, Xades.XADES, "xades:SigPolicyId"), Xades.XADES, "xades:Identifier", Xades.POLICY);
        digest(Xml.add(policy, Xades.XADES, "xades:SigPolicyHash"), Xades.SHA1, Xades.POLICY_DIGEST);
        Element qualifiers = Xml.add(policy, Xades.XADES, "xades:SigPolicyQualifiers");
        Element qualifier = Xml.add(qualifiers, Xades.XADES, "xades:SigPolicyQualifier");
        Xml.add(qualifier, Xades.XADES, "xades:SPURI", Xades.POLICY_ADDRESS);
    }

    private static void digest(Element parent, String algorithm, String value) {
        Xml.add(parent, Xades.DS, "ds:DigestMethod").setAttribute("Algorithm", algorithm);
        Xml.add(parent, Xades.DS, "ds:DigestValue", value);
    }
}
